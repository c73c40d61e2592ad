//! A desk: who keeps a chain, and the key that signs what leaves it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::StoreError;
use super::entry::{from_hexadecimal, hexadecimal};

/// A desk that this machine may write and sign for.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Its id.
    pub id: String,
    key: SigningKey,
}

impl Desk {
    /// A new one, its key kept in `folder`, readable by its owner alone.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn new(folder: &Path) -> Result<Self, StoreError> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).expect("the system gives random bytes");
        let key = SigningKey::from_bytes(&secret);
        let desk = Self { id: id_of(&hexadecimal(key.verifying_key().as_bytes())), key };
        let path = path(folder, &desk.id);
        write(&path, &hexadecimal(&secret)).map_err(|error| StoreError::File {
            what: "write the key",
            path,
            error,
        })?;
        Ok(desk)
    }

    /// The desk of that id, if its key is in `folder`.
    ///
    /// # Errors
    /// [`StoreError::File`] where the key is there and cannot be read.
    pub fn find(folder: &Path, id: &str) -> Result<Option<Self>, StoreError> {
        let path = path(folder, id);
        let secret = match fs::read_to_string(&path) {
            Ok(text) => from_hexadecimal(text.trim()).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::File { what: "read the key", path, error }),
        };
        match secret {
            Some(secret) => Ok(Some(Self { id: id.to_owned(), key: SigningKey::from_bytes(&secret) })),
            None => {
                let error = io::Error::other("it holds no key; put it aside, and a new desk begins");
                Err(StoreError::File { what: "read the key", path, error })
            }
        }
    }

    /// The key by which others check its signatures, in hexadecimal.
    pub fn public_key(&self) -> String {
        hexadecimal(self.key.verifying_key().as_bytes())
    }

    /// Signs, in hexadecimal.
    pub fn sign(&self, bytes: &[u8]) -> String {
        hexadecimal(&self.key.sign(bytes).to_bytes())
    }
}

/// The id of the desk with this public key: it follows from the key, so nobody can take another's.
pub(super) fn id_of(public_key: &str) -> String {
    let hash = blake3::hash(public_key.as_bytes()).to_hex();
    hash[..32].to_owned()
}

/// Whether a signature is that of this key over these bytes; all in hexadecimal but the bytes.
pub(super) fn is_signed(public_key: &str, signature: &str, bytes: &[u8]) -> bool {
    let key = from_hexadecimal(public_key)
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
        .and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
    let signature = from_hexadecimal(signature)
        .and_then(|bytes| <[u8; 64]>::try_from(bytes).ok())
        .map(|bytes| Signature::from_bytes(&bytes));
    key.zip(signature).is_some_and(|(key, signature)| key.verify_strict(bytes, &signature).is_ok())
}

fn path(folder: &Path, id: &str) -> PathBuf {
    folder.join("keys").join(format!("{id}.key"))
}

fn write(path: &Path, secret: &str) -> io::Result<()> {
    let folder = path.parent().expect("the path was joined of a folder and a name");
    fs::create_dir_all(folder)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(secret.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_is_known_by_its_key() {
        let folder = std::env::temp_dir().join(format!("composure-desk-{}", std::process::id()));
        let desk = Desk::new(&folder).unwrap();
        let again = Desk::find(&folder, &desk.id).unwrap().unwrap();
        let signature = again.sign(b"attempts");
        assert!(is_signed(&desk.public_key(), &signature, b"attempts"));
        assert!(!is_signed(&desk.public_key(), &signature, b"attemptz"));
        assert!(!is_signed(&Desk::new(&folder).unwrap().public_key(), &signature, b"attempts"));
        assert!(!is_signed("", &signature, b"attempts") && !is_signed(&desk.public_key(), "zz", b"attempts"));
        assert!(Desk::find(&folder, "somebody else").unwrap().is_none());
        fs::remove_dir_all(folder).unwrap();
    }
}
