//! A real PostgreSQL server, with passwords, in a folder of its own: started once for all tests, gone with them.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};

pub const PASSWORD: &str = "hard to guess";

/// A server. It ends with the value, and at the latest with the test process, however that ends.
pub struct Server {
    folder: PathBuf,
    binaries: PathBuf,
    login: Option<(u32, u32)>,
    port: u16,
    watchdog: Child,
    /// Closed when this process is gone, which is what the watchdog waits for.
    alive: Option<ChildStdin>,
}

/// The server that all tests share; none where none is installed.
pub fn shared() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(Server::start).as_ref()
}

impl Server {
    /// Starts one; says why where it cannot, which is a failure where `COMPOSURE_REQUIRE_ALL` is set, as in CI.
    pub fn start() -> Option<Self> {
        let Some(binaries) = binaries() else {
            let reason = "no PostgreSQL server is installed (initdb, pg_ctl)";
            assert!(std::env::var_os("COMPOSURE_REQUIRE_ALL").is_none(), "{reason}");
            let _ = writeln!(std::io::stderr(), "skipped: {reason}");
            return None;
        };
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("composure-pg-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        // PostgreSQL refuses root.
        let login = (number_of("-u", None) == 0)
            .then(|| (number_of("-u", Some("postgres")), number_of("-g", Some("postgres"))));
        if let Some((user, group)) = login {
            chown(&folder, Some(user), Some(group)).unwrap();
        }
        // Whatever happens to this process, the pipe closes then, and the shell goes on.
        let mut watchdog = Command::new("sh");
        watchdog
            .args([
                "-c",
                "read gone; \"$1\"/pg_ctl stop -s -m immediate -D \"$2\"/data; rm -rf \"$2\"",
                "watchdog",
            ])
            .args([&binaries, &folder])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .current_dir("/");
        as_somebody(&mut watchdog, login);
        let mut watchdog = watchdog.spawn().unwrap();
        let alive = watchdog.stdin.take();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Self { folder, binaries, login, port, watchdog, alive };
        let secret = server.folder.join("password");
        fs::write(&secret, PASSWORD).unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
        server.run(
            "initdb",
            &[
                "-U",
                "trainer",
                "-A",
                "scram-sha-256",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--pwfile",
            ],
            Some(&secret),
        );
        server.up();
        Some(server)
    }

    /// Starts it again.
    pub fn up(&self) {
        let options = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60",
            self.port,
            self.folder.display()
        );
        let log = self.folder.join("log");
        self.run("pg_ctl", &["start", "-s", "-w", "-o", &options, "-l"], Some(&log));
    }

    /// Stops it: `fast`, or `immediate`, which leaves everything as it is.
    pub fn down(&self, how: &str) {
        self.run("pg_ctl", &["stop", "-s", "-w", "-m", how], None);
    }

    fn run(&self, program: &str, arguments: &[&str], last: Option<&Path>) {
        let mut command = Command::new(self.binaries.join(program));
        command.args(arguments).args(last).arg("-D").arg(self.folder.join("data")).current_dir("/");
        as_somebody(&mut command, self.login);
        // A server inherits what it is given, and a pipe would then never end.
        let told = fs::File::create(self.folder.join("told")).unwrap();
        let status = command.stdin(Stdio::null()).stdout(told.try_clone().unwrap()).stderr(told).status();
        let told = fs::read_to_string(self.folder.join("told")).unwrap();
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        assert!(status.unwrap().success(), "{program}: {told}\n{log}");
    }

    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        let password = PASSWORD.replace(' ', "%20");
        format!("postgres://trainer:{password}@127.0.0.1:{}/{database}", self.port)
    }

    /// The address of a new database, empty or a copy of another.
    pub fn database(&self, template: Option<&str>) -> String {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("team{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let template = template.map(|url| url.rsplit('/').next().unwrap()).unwrap_or("template0");
        let mut client = Client::connect(&self.url("postgres"), NoTls).unwrap();
        client
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
            .unwrap();
        self.url(&name)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.alive = None;
        let _ = self.watchdog.wait();
    }
}

fn as_somebody(command: &mut Command, login: Option<(u32, u32)>) {
    if let Some((user, group)) = login {
        command.uid(user).gid(group);
    }
}

/// A number of a user or a group, as `id` tells it.
fn number_of(what: &str, name: Option<&str>) -> u32 {
    let told = Command::new("id").arg(what).args(name).output().unwrap();
    String::from_utf8(told.stdout).unwrap().trim().parse().unwrap()
}

/// Where `initdb` and `pg_ctl` are: on the path, or where Debian puts them.
fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    folders.extend(versions.map(|version| version.path().join("bin")));
    folders.into_iter().find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}
