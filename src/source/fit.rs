//! Where an outline does not fit a type: all places, not only the first.
//!
//! The type is read from the outline again and again. Each time the first fault is noted and mended
//! for the next reading: a misspelt field gets its right name, a field that is missing or has a
//! wrong value gets a stand-in, an unknown field is passed over. So nothing is reported that only
//! follows from another problem.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::diagnostic::Flaw;
use super::fault::{Fault, What};
use super::load::{EXTENSIONS, MAX_PROBLEMS};
use super::outline::{Kind, Label, NodeId, Outline};
use super::reading::{Reading, Value};
use super::wording;

/// How many values are looked at in all readings together; keeps huge broken files from being slow.
pub(super) const MAX_VISITS: usize = 3_000_000;

/// Every place where an outline does not fit a type.
pub(super) fn fit<T: DeserializeOwned>(outline: &Outline) -> Vec<Flaw> {
    let Some(root) = outline.root() else { return Vec::new() };
    let mut flaws = Vec::new();
    let mut repairs = Repairs::default();
    let visits = Cell::new(0);
    while flaws.len() < MAX_PROBLEMS {
        let unwrap_variants = (EXTENSIONS | outline.extensions).contains(Extensions::UNWRAP_VARIANT_NEWTYPES);
        let reading = Reading {
            outline,
            repairs: &repairs,
            visits: &visits,
            last_entry: Cell::new(None),
            unwrap_variants,
        };
        let Err(fault) = T::deserialize(Value { reading: &reading, node: root, inside: false }) else {
            break;
        };
        let fault = fault.at(root);
        if visits.get() > MAX_VISITS {
            let rest = Flaw::new(
                "S017",
                outline.head_span(root),
                "this file has too many problems to find them all",
            );
            flaws.push(rest.help("mend the others, then look again"));
            break;
        }
        if !(fault.is_silent() || is_consequence(outline, &fault)) {
            flaws.push(wording::describe(outline, &fault));
        }
        if !repairs.mend(outline, &fault) {
            break;
        }
    }
    flaws
}

/// A missing field beside a value that has lost its name is the same problem.
fn is_consequence(outline: &Outline, fault: &Fault) -> bool {
    let nameless = |node| outline.children(node).any(|child| outline.node(child).label() == Label::None);
    matches!(fault.what(), What::Missing(_))
        && fault.node().is_some_and(|node| outline.node(node).kind() == Kind::Struct && nameless(node))
}

/// What is pretended in the next reading.
#[derive(Default)]
pub(super) struct Repairs {
    /// Values that are replaced.
    pub(super) stand_in: BTreeSet<NodeId>,
    /// Entries that are passed over.
    pub(super) skipped: BTreeSet<NodeId>,
    /// Right names for misspelt fields and variants, by the node of the value.
    pub(super) fields: BTreeMap<NodeId, &'static str>,
    pub(super) variants: BTreeMap<NodeId, &'static str>,
    /// Fields that are added.
    pub(super) supplied: BTreeMap<NodeId, Vec<&'static str>>,
}

impl Repairs {
    /// Mends a fault; false where nothing is left to try.
    fn mend(&mut self, outline: &Outline, fault: &Fault) -> bool {
        let Some(node) = fault.node() else { return false };
        match (fault.what(), fault.entry()) {
            (What::UnknownField { found, known }, Some(entry)) => self.rename(outline, entry, found, known),
            (_, Some(entry)) => self.skipped.insert(entry),
            (What::Missing(field), None) if !fault.is_silent() => {
                let supplied = self.supplied.entry(node).or_default();
                let new = !supplied.contains(field);
                supplied.push(field);
                new || self.replace(outline, node)
            }
            (What::UnknownVariant { found, known }, None) if !fault.is_silent() => {
                match wording::nearest(found, known.iter().copied()) {
                    Some(near) if !self.variants.contains_key(&node) => {
                        self.variants.insert(node, near);
                        true
                    }
                    _ => self.replace(outline, node),
                }
            }
            _ => self.replace(outline, node),
        }
    }

    /// Reads a misspelt field under its right name, unless that stands there too.
    fn rename(
        &mut self,
        outline: &Outline,
        entry: NodeId,
        found: &str,
        known: &'static [&'static str],
    ) -> bool {
        let near = wording::nearest(found, known.iter().copied());
        let mut siblings =
            outline.node(entry).parent().into_iter().flat_map(|parent| outline.children(parent));
        let taken = siblings.any(|sibling| {
            let right = self.fields.get(&sibling).copied();
            near.is_some() && right.or_else(|| outline.field_name(sibling)) == near
        });
        match near.filter(|_| !taken) {
            Some(near) => self.fields.insert(entry, near).is_none(),
            None => self.skipped.insert(entry),
        }
    }

    /// Puts a stand-in in the place of a value, or of what holds it where that did not help.
    fn replace(&mut self, outline: &Outline, node: NodeId) -> bool {
        let mut at = Some(node);
        while let Some(node) = at {
            if !outline.node(node).is_flawed() && self.stand_in.insert(node) {
                return true;
            }
            at = outline.node(node).parent();
        }
        false
    }
}
