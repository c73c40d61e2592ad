//! PostgreSQL: a team's store.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::{StoreError, migrations};
use super::{Database, Row, Value};

/// How long to wait for a server that does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Who holds this lock writes; the number only has to be ours.
const WRITERS: i64 = 0x0063_6f6d_706f_7365;

struct Postgres {
    client: Client,
    name: String,
    statements: BTreeMap<String, Statement>,
}

/// Connects and brings the tables up to date.
///
/// # Errors
/// See [`StoreError`].
pub(super) fn open(url: &str, name: String) -> Result<Box<dyn Database>, StoreError> {
    let mut config: Config = url.parse().map_err(|error: postgres::Error| StoreError::Address {
        address: name.clone(),
        why: deepest(&error),
    })?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    config
        .tcp_user_timeout(PATIENCE * 2)
        .keepalives_idle(Duration::from_secs(30))
        .application_name("composure");
    if config.get_password().is_none()
        && let Ok(password) = std::env::var("PGPASSWORD")
    {
        config.password(password);
    }
    let client = answered(config, &name)?;
    let mut postgres = Postgres { client, name, statements: BTreeMap::new() };
    postgres.migrate()?;
    Ok(Box::new(postgres))
}

/// A connection. One that is taken and never answered is given up; the thread that waits for it goes with the program.
fn answered(config: Config, name: &str) -> Result<Client, StoreError> {
    let unreachable = |why: &str| StoreError::Unreachable { store: name.to_owned(), why: why.to_owned() };
    let (answer, answers) = std::sync::mpsc::channel();
    let thread = std::thread::Builder::new().name("connect".to_owned());
    let spawned = thread.spawn(move || drop(answer.send(connect(&config))));
    spawned.map_err(|error| unreachable(&error.to_string()))?;
    match answers.recv_timeout(PATIENCE * 2) {
        Ok(connected) => connected.map_err(|error| told(name, &error)),
        Err(_) => Err(unreachable("it takes the connection and says nothing")),
    }
}

/// With TLS wherever the server offers it; `sslmode=require` insists on it.
fn connect(config: &Config) -> Result<Client, postgres::Error> {
    if config.get_ssl_mode() == SslMode::Disable {
        return config.connect(NoTls);
    }
    let mut roots = RootCertStore::empty();
    // A machine with an unreadable certificate among good ones is still to use the good ones.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring speaks the default versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.connect(MakeRustlsConnect::new(tls))
}

impl Postgres {
    fn migrate(&mut self) -> Result<(), StoreError> {
        // Who only uses the tables needs no right to make any.
        let sql = "SELECT to_regclass('refinery_schema_history') IS NOT NULL";
        let made = self.client.query_one(sql, &[]).map_err(|error| told(&self.name, &error))?;
        if made.try_get(0).map_err(|error| told(&self.name, &error))? {
            let sql = "SELECT COALESCE(MAX(version), 0)::INT4 FROM refinery_schema_history";
            let row = self.client.query_one(sql, &[]).map_err(|error| told(&self.name, &error))?;
            let version: i32 = row.try_get(0).map_err(|error| told(&self.name, &error))?;
            if version == migrations::newest() {
                return Ok(());
            }
        }
        // One desk at a time: the others wait here and find the tables made.
        self.client
            .execute("SELECT pg_advisory_lock($1)", &[&WRITERS])
            .map_err(|error| told(&self.name, &error))?;
        let done = migrations::runner().run(&mut self.client);
        let unlocked = self.client.execute("SELECT pg_advisory_unlock($1)", &[&WRITERS]);
        done.map_err(|error| match migrations::is_newer(&error) {
            true => StoreError::Newer { store: self.name.clone() },
            false => StoreError::Engine { store: self.name.clone(), why: error.to_string() },
        })?;
        unlocked.map(drop).map_err(|error| told(&self.name, &error))
    }

    fn statement(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        let statement =
            self.client.prepare(&sql.replace('?', "$")).map_err(|error| told(&self.name, &error))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.client.batch_execute(sql).map_err(|error| told(&self.name, &error))
    }
}

impl Database for Postgres {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        let statement = self.statement(sql)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        self.client.execute(&statement, &values).map_err(|error| told(&self.name, &error))
    }

    fn query(&mut self, sql: &str, values: &[Value], each: &mut dyn FnMut(Row)) -> Result<(), StoreError> {
        let statement = self.statement(sql)?;
        let tell = |error: postgres::Error| told(&self.name, &error);
        let mut rows = self.client.query_raw(&statement, values).map_err(tell)?;
        while let Some(row) = rows.next().map_err(tell)? {
            let value = |at: usize| -> Result<Value, postgres::Error> {
                Ok(match *row.columns()[at].type_() {
                    Type::INT8 => row.try_get::<_, Option<i64>>(at)?.into(),
                    Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map(i64::from).into(),
                    _ => row.try_get::<_, Option<String>>(at)?.into(),
                })
            };
            each(Row((0..row.len()).map(value).collect::<Result<_, _>>().map_err(tell)?));
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN")?;
        self.batch(&format!("SET LOCAL lock_timeout = '{}s'", PATIENCE.as_secs()))?;
        self.batch(&format!("SELECT pg_advisory_xact_lock({WRITERS})"))
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.batch("COMMIT")
    }

    fn rollback(&mut self) {
        // A connection that is gone has rolled back.
        let _ = self.batch("ROLLBACK");
    }

    fn is_there(&mut self) -> bool {
        self.client.is_valid(PATIENCE).is_ok()
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        self.batch(
            "VACUUM body, attempt, unfinished, overriding, member, standing, scenario_tally, tally, gap",
        )
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(number) if *wanted == Type::INT4 => i32::try_from(*number)?.to_sql(wanted, out),
            Value::Integer(number) => number.to_sql(wanted, out),
            Value::Text(text) => text.to_sql(wanted, out),
        }
    }

    fn accepts(wanted: &Type) -> bool {
        matches!(*wanted, Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR | Type::UNKNOWN)
    }

    to_sql_checked!();
}

/// What the server or the way to it says, as what it means.
fn told(name: &str, error: &postgres::Error) -> StoreError {
    let store = name.to_owned();
    let why = deepest(error);
    let Some(code) = error.code() else {
        if why.contains("certificate") {
            return StoreError::Certificate { store, why };
        }
        // Without a code it is the connection: refused, timed out, cut off.
        return StoreError::Unreachable { store, why };
    };
    match *code {
        SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            StoreError::Refused { store, why }
        }
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::TOO_MANY_CONNECTIONS => StoreError::Unreachable { store, why },
        SqlState::INSUFFICIENT_PRIVILEGE | SqlState::READ_ONLY_SQL_TRANSACTION => {
            StoreError::ReadOnly { store }
        }
        SqlState::DISK_FULL => StoreError::Full { store },
        SqlState::LOCK_NOT_AVAILABLE => StoreError::Locked { store, seconds: PATIENCE.as_secs() },
        _ => StoreError::Engine { store, why },
    }
}

/// The innermost reason: the outer ones only say that there is one.
fn deepest(error: &postgres::Error) -> String {
    if let Some(server) = error.as_db_error() {
        return server.message().to_owned();
    }
    let mut why = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        why = error.to_string();
        cause = error.source();
    }
    why
}
