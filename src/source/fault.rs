//! One thing that does not fit its type, as the reading met it.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::outline::NodeId;

/// What is wrong.
#[derive(Debug)]
pub(super) enum What {
    UnknownField {
        found: String,
        known: &'static [&'static str],
    },
    Missing(&'static str),
    Duplicate(&'static str),
    UnknownVariant {
        found: String,
        known: &'static [&'static str],
    },
    /// Something else than one of the variants stands here.
    NoVariant {
        known: &'static [&'static str],
    },
    /// Another sort of value; what `serde` says it expected.
    Type {
        expected: String,
    },
    Length {
        expected: String,
        found: usize,
    },
    StructName {
        expected: &'static str,
    },
    /// A variant that takes values stands without brackets.
    NeedsBrackets,
    /// A variant that takes no values stands with brackets.
    NoBrackets,
    Other(String),
}

/// One thing that does not fit.
#[derive(Debug)]
pub(super) struct Fault(Box<Body>);

#[derive(Debug)]
struct Body {
    what: What,
    at: Option<NodeId>,
    /// The entry that can be passed over.
    entry: Option<NodeId>,
    /// What the file's author calls the struct or variant around it.
    owner: Option<String>,
    /// Only a stand-in did not fit.
    silent: bool,
}

impl Fault {
    pub(super) fn new(what: What) -> Self {
        Self(Box::new(Body { what, at: None, entry: None, owner: None, silent: false }))
    }

    pub(super) fn custom_text(text: &str) -> Self {
        Self::new(What::Other(text.to_owned()))
    }

    pub(super) fn what(&self) -> &What {
        &self.0.what
    }

    pub(super) fn node(&self) -> Option<NodeId> {
        self.0.at
    }

    pub(super) fn entry(&self) -> Option<NodeId> {
        self.0.entry
    }

    pub(super) fn owner(&self) -> Option<&str> {
        self.0.owner.as_deref()
    }

    /// The innermost place wins.
    pub(super) fn at(mut self, node: NodeId) -> Self {
        self.0.at.get_or_insert(node);
        self
    }

    pub(super) fn inside(mut self, owner: &str) -> Self {
        if self.0.at.is_none() || self.0.entry.is_some() {
            self.0.owner.get_or_insert_with(|| owner.to_owned());
        }
        self
    }

    pub(super) fn entry_is(mut self, entry: NodeId) -> Self {
        self.0.entry = Some(entry);
        self.at(entry)
    }

    pub(super) fn is_silent(&self) -> bool {
        self.0.silent
    }

    pub(super) fn silent_at(mut self, node: NodeId) -> Self {
        self.0.silent = true;
        self.0.at = Some(node);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.what)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(What::Other(message.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(What::Type { expected: expected.to_string() })
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(What::Type { expected: expected.to_string() })
    }

    fn invalid_length(found: usize, expected: &dyn Expected) -> Self {
        Self::new(What::Length { expected: expected.to_string(), found })
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownVariant { found: found.to_owned(), known })
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownField { found: found.to_owned(), known })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(What::Missing(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(What::Duplicate(field))
    }
}
