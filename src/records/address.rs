//! Where a store is.

use std::fmt;
use std::path::PathBuf;

use super::StoreError;

/// Where a store is.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// An SQLite file.
    File(PathBuf),
    /// A PostgreSQL database, as a connection string.
    Server(String),
}

impl Address {
    /// A path, `sqlite:PATH`, or `postgres://...`.
    ///
    /// # Errors
    /// [`StoreError::Address`].
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let refuse = |why: &str| StoreError::Address { address: without_password(text), why: why.to_owned() };
        if text.starts_with("postgres:") && !text.starts_with("postgres://") {
            return Err(refuse("two slashes are missing after `postgres:`"));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Server(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.trim().is_empty() {
            return Err(refuse("the path is empty"));
        }
        match text.split_once("://") {
            Some((scheme, _)) if scheme != "sqlite" => {
                Err(refuse(&format!("nothing is known of `{scheme}`")))
            }
            _ => Ok(Self::File(PathBuf::from(path))),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "the store {}", path.display()),
            Self::Server(url) => write!(f, "the team's store {}", without_password(url)),
        }
    }
}

/// As it is shown: what is printed to look for a mistake holds no password either.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An address that may be shown: what stands between `user:` and `@` is left out, and so are parameters.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        // One that was meant for a server may hold a password all the same.
        let end = url.split('@').count() > 1;
        return if end { "…".to_owned() } else { url.split('?').next().unwrap_or(url).to_owned() };
    };
    let (login, place) = match rest.rsplit_once('@') {
        Some((login, place)) => (Some(login), place),
        None => (None, rest),
    };
    // A password may itself hold what an address is divided by; then nothing after the scheme is safe to show.
    let user = match login.map(|login| login.split(':').next().unwrap_or(login)) {
        Some(user) if user.contains(['/', '?', '=']) => return format!("{scheme}://…"),
        Some(user) => format!("{user}@"),
        None => String::new(),
    };
    let place = place.split('?').next().unwrap_or(place);
    format!("{scheme}://{user}{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_a_path_or_a_server() {
        let file = |path: &str| Address::File(PathBuf::from(path));
        assert_eq!(Address::parse("a/b.sqlite").unwrap(), file("a/b.sqlite"));
        assert_eq!(Address::parse("sqlite:a.db").unwrap(), file("a.db"));
        assert_eq!(Address::parse("sqlite:///tmp/a.db").unwrap(), file("/tmp/a.db"));
        assert_eq!(Address::parse("C:\\records.sqlite").unwrap(), file("C:\\records.sqlite"));
        assert!(matches!(Address::parse("postgresql://h/d").unwrap(), Address::Server(_)));
        for wrong in ["", "sqlite:", "mysql://h/d"] {
            assert!(Address::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let shown =
            Address::parse("postgres://mara:s3cr@t@desk.example:5432/team?password=x").unwrap().to_string();
        assert_eq!(shown, "the team's store postgres://mara@desk.example:5432/team");
        for (url, shown) in [
            ("postgres://mara:s3?cr/t@h/d", "postgres://mara@h/d"),
            ("postgres://h/d?user=mara&password=s3cr@t", "postgres://…"),
            ("postgres://h/d?user=mara&password=s3cret", "postgres://h/d"),
            ("postgres://mara@h/d", "postgres://mara@h/d"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
