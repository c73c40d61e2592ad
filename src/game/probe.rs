//! Is there a display to open a window on? Asked before Bevy, which panics where there is none.

use std::env;
use std::ffi::OsString;

/// There can be no window here. The sentence says why and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct NoWindow {
    /// One whole sentence for the user.
    pub sentence: String,
}

impl NoWindow {
    pub(super) fn because(sentence: String) -> Self {
        Self { sentence }
    }

    /// The window system answered, and then would not have us; `why` is what the panic said.
    pub(super) fn refused(why: &str) -> Self {
        // winit wraps the reason in the line of its source that met it.
        let why = why.split_once("error: ").map_or(why, |(_, reason)| reason.trim_end_matches(" })"));
        Self::because(format!("The window system would not open a window ({why}); {}", Self::ADVICE))
    }

    const ADVICE: &str = if cfg!(target_os = "linux") {
        "may this user use the display, and are libX11, libxcb and libxkbcommon-x11 installed?"
    } else {
        "is somebody logged in to the desktop?"
    };
}

/// Asks whether a display server answers. It costs one connection to a local socket, about 0.1 ms.
///
/// # Errors
///
/// [`NoWindow`] where none is named by the environment, or the one named does not answer.
pub fn display() -> Result<(), NoWindow> {
    display_named_by(|name| env::var_os(name).filter(|value| !value.is_empty()))
}

/// Windows and macOS always have a display.
#[cfg(not(target_os = "linux"))]
fn display_named_by(_variable: impl Fn(&str) -> Option<OsString>) -> Result<(), NoWindow> {
    Ok(())
}

/// Follows winit: Wayland is taken where it is named, X11 otherwise, and neither stands in for the other.
#[cfg(target_os = "linux")]
fn display_named_by(variable: impl Fn(&str) -> Option<OsString>) -> Result<(), NoWindow> {
    if variable("WAYLAND_SOCKET").is_some() {
        return Ok(()); // an open connection that we were given; trying it would use it up
    }
    if let Some(name) = variable("WAYLAND_DISPLAY") {
        return linux::wayland(&name, variable("XDG_RUNTIME_DIR").as_deref()).map_err(|error| {
            let name = name.display();
            NoWindow::because(format!(
                "No compositor answers at WAYLAND_DISPLAY={name} ({error}); unset it to use DISPLAY, or start from \
                 a desktop session."
            ))
        });
    }
    let Some(name) = variable("DISPLAY") else {
        return Err(NoWindow::because(
            "There is no display to open a window on (neither WAYLAND_DISPLAY nor DISPLAY is set); start from a \
             desktop session."
                .to_owned(),
        ));
    };
    linux::x11(&name.to_string_lossy()).map_err(|error| {
        let name = name.display();
        NoWindow::because(format!("No X server answers at DISPLAY={name} ({error}); is it running?"))
    })
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsStr;
    use std::io::{Error, ErrorKind, Result};
    use std::net::{TcpStream, ToSocketAddrs};
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixStream};
    use std::path::Path;
    use std::time::Duration;

    /// The socket is `$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY`, or the latter alone where it is an absolute path.
    pub(super) fn wayland(name: &OsStr, runtime_dir: Option<&OsStr>) -> Result<()> {
        let folder = runtime_dir.map(Path::new).unwrap_or(Path::new(""));
        let socket = folder.join(name);
        if socket.is_relative() {
            return Err(Error::new(ErrorKind::NotFound, "XDG_RUNTIME_DIR is not set"));
        }
        UnixStream::connect(socket).map(drop)
    }

    /// Display names are `[host]:number[.screen]`, see X(7). No host, or the host `unix`, is a local socket.
    pub(super) fn x11(name: &str) -> Result<()> {
        let parsed = name.rsplit_once(':').and_then(|(host, rest)| {
            let number = rest.split('.').next().unwrap_or(rest);
            Some((host, number.parse::<u16>().ok()?))
        });
        let Some((host, number)) = parsed else {
            return Err(Error::new(ErrorKind::InvalidInput, "that is no display name"));
        };
        match host {
            "" | "unix" => local(number),
            host => remote(host.trim_matches(['[', ']']), number),
        }
    }

    fn local(number: u16) -> Result<()> {
        let path = format!("/tmp/.X11-unix/X{number}");
        let hidden = SocketAddr::from_abstract_name(&path)?;
        UnixStream::connect_addr(&hidden).or_else(|_| UnixStream::connect(path)).map(drop)
    }

    fn remote(host: &str, number: u16) -> Result<()> {
        let port = number.checked_add(6000).ok_or(ErrorKind::InvalidInput)?;
        let mut last = Error::new(ErrorKind::NotFound, "no such host");
        for address in (host, port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, Duration::from_secs(3)) {
                Ok(_) => return Ok(()),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[track_caller]
    fn check(environment: &[(&str, &str)], sentence_has: &str) {
        let variable = |name: &str| {
            environment.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
        };
        let error = display_named_by(variable).expect_err("no display answers there");
        assert!(error.sentence.contains(sentence_has), "{error}");
    }

    #[test]
    fn a_dead_display_is_named_in_the_sentence() {
        check(&[], "neither WAYLAND_DISPLAY nor DISPLAY is set");
        check(&[("DISPLAY", ":54321")], "No X server answers at DISPLAY=:54321");
        check(&[("DISPLAY", "unix:54321.0")], "DISPLAY=unix:54321.0");
        check(&[("DISPLAY", "localhost:59535")], "is it running?");
        check(&[("DISPLAY", "nonsense")], "that is no display name");
        check(&[("WAYLAND_DISPLAY", "wayland-0")], "XDG_RUNTIME_DIR is not set");
        check(&[("WAYLAND_DISPLAY", "/nonexistent/wayland-0")], "No compositor answers");
    }

    #[test]
    fn wayland_goes_before_x11_as_in_winit() {
        check(
            &[("WAYLAND_DISPLAY", "gone"), ("XDG_RUNTIME_DIR", "/nonexistent"), ("DISPLAY", ":54321")],
            "gone",
        );
    }

    #[test]
    fn a_given_connection_is_left_alone() {
        let variable = |name: &str| (name == "WAYLAND_SOCKET").then(|| OsString::from("3"));
        assert_eq!(display_named_by(variable), Ok(()));
    }
}
