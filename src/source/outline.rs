//! The structure of a RON text: every value, its name, its place, what holds it.
//!
//! An outline knows nothing of types. It finds places for validators ("the option's text is here")
//! and spans for an editor that splices text. It stands even where the text is broken, as far as the
//! text could be understood.

use std::ops::Range;

use ron::extensions::Extensions;

use super::diagnostic::{Diagnostic, Flaw, Place, Severity};
use super::lines::Lines;
use super::path::{Path, Step};
use super::scan;

/// How many brackets may stand inside one another.
pub const MAX_DEPTH: usize = 64;

/// How many values a file may hold.
pub const MAX_NODES: usize = 200_000;

/// What sort of value a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `(field: value, ...)`, with or without a name before the bracket.
    Struct,
    /// `(value, ...)`, with or without a name before the bracket; also `()` and `Some(value)`.
    Tuple,
    /// `[value, ...]`
    List,
    /// `{key: value, ...}`
    Map,
    /// `"text"` or `r#"text"#`
    Text,
    /// `b"bytes"`
    Bytes,
    /// `'c'`
    Char,
    /// `12`, `-0.5`, `0xff`, `b'a'`, `1..5`
    Number,
    /// A bare word: `true`, `None`, the name of a variant.
    Word,
    /// A value that should be here and is not, or cannot be read.
    Missing,
}

/// A node of an [`Outline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// Bytes of the text; small, because there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        let small = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { start: small(range.start), end: small(range.end) }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start as usize..span.end as usize
    }
}

/// What leads to a value inside its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Only its position.
    None,
    /// A field's name.
    Field(Span),
    /// A map's key, a node of its own.
    Key(NodeId),
}

/// One value of the text.
#[derive(Clone, Debug)]
pub struct Node {
    kind: Kind,
    span: Span,
    name: Option<Span>,
    label: Label,
    parent: Option<NodeId>,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    next: Option<NodeId>,
    flawed: bool,
    repeated: bool,
}

impl Node {
    pub(super) fn new(kind: Kind, span: Range<usize>) -> Self {
        Self {
            kind,
            span: span.into(),
            name: None,
            label: Label::None,
            parent: None,
            first_child: None,
            last_child: None,
            next: None,
            flawed: false,
            repeated: false,
        }
    }

    pub(super) fn named(mut self, name: Option<Range<usize>>) -> Self {
        self.name = name.map(Span::from);
        self
    }

    pub(super) fn flawed(mut self, flawed: bool) -> Self {
        self.flawed = flawed;
        self
    }

    /// What sort of value it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The bytes of the whole value, name and brackets included, field name excluded.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.into()
    }

    /// The bytes of the name before the bracket, as in `Turn(...)`.
    #[must_use]
    pub fn name_span(&self) -> Option<Range<usize>> {
        self.name.map(Range::from)
    }

    /// The bytes of the field name before the value, as in `title: "..."`.
    #[must_use]
    pub fn field_span(&self) -> Option<Range<usize>> {
        match self.label {
            Label::Field(span) => Some(span.into()),
            _ => None,
        }
    }

    /// The map key before the value.
    #[must_use]
    pub fn key(&self) -> Option<NodeId> {
        match self.label {
            Label::Key(key) => Some(key),
            _ => None,
        }
    }

    /// What holds this value; none for the whole file.
    #[must_use]
    pub fn parent(&self) -> Option<NodeId> {
        self.parent
    }

    pub(super) fn label(&self) -> Label {
        self.label
    }

    /// Whether the scan has already complained about how this value is written.
    #[must_use]
    pub fn is_flawed(&self) -> bool {
        self.flawed
    }

    /// Whether an earlier field or key of the same parent has the same name.
    #[must_use]
    pub fn is_repeated(&self) -> bool {
        self.repeated
    }
}

/// The structure of one text. It owns the text, so that spans and text cannot drift apart.
#[derive(Clone, Debug)]
pub struct Outline {
    text: String,
    lines: Lines,
    nodes: Vec<Node>,
    root: Option<NodeId>,
    pub(super) extensions: Extensions,
}

impl Outline {
    /// Outlines a text and reports what is wrong with the writing, in order of place.
    #[must_use]
    pub fn scan(file: &str, text: String) -> (Self, Vec<Diagnostic>) {
        let scan = scan::scan(text);
        let problems = scan.flaws.into_iter().map(|flaw| scan.outline.report(file, flaw)).collect();
        (scan.outline, problems)
    }

    pub(super) fn empty(text: String) -> Self {
        let lines = Lines::new(&text);
        Self { text, lines, nodes: Vec::new(), root: None, extensions: Extensions::empty() }
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value that is the whole file; none where there is no value at all.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// The node with that id.
    ///
    /// # Panics
    /// Where the id comes from another outline.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The values directly inside a value, in the order of the text.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first_child, |&child| self.node(child).next)
    }

    /// The value that follows in the same parent.
    pub(super) fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    /// The text of a value, name and brackets included.
    #[must_use]
    pub fn slice(&self, id: NodeId) -> &str {
        &self.text[self.node(id).span()]
    }

    /// The name before the bracket, or the bare word itself.
    #[must_use]
    pub fn name(&self, id: NodeId) -> Option<&str> {
        let node = self.node(id);
        let span = if node.kind == Kind::Word { Some(node.span()) } else { node.name_span() };
        span.map(|span| plain_name(&self.text[span]))
    }

    /// The name of the field that the value belongs to.
    #[must_use]
    pub fn field_name(&self, id: NodeId) -> Option<&str> {
        self.node(id).field_span().map(|span| plain_name(&self.text[span]))
    }

    /// The value at the end of a path.
    #[must_use]
    pub fn find(&self, path: &Path) -> Option<NodeId> {
        path.steps().iter().try_fold(self.root?, |at, step| self.enter(at, step))
    }

    /// The bytes of the whole value at the end of a path.
    #[must_use]
    pub fn value_span(&self, path: &Path) -> Option<Range<usize>> {
        Some(self.node(self.find(path)?).span())
    }

    /// The bytes of the field name, or the map key, before the value at the end of a path.
    #[must_use]
    pub fn field_span(&self, path: &Path) -> Option<Range<usize>> {
        let node = self.node(self.find(path)?);
        node.field_span().or_else(|| Some(self.node(node.key()?).span()))
    }

    /// Where to point for the value at the end of a path: the whole value if it stands on one line,
    /// otherwise its name and opening bracket. Where the path ends early, because something was
    /// left out, the last value on its way.
    #[must_use]
    pub fn place_of(&self, path: &Path) -> Place {
        let Some(mut at) = self.root else { return Place::START };
        for step in path.steps() {
            let Some(next) = self.enter(at, step) else { break };
            at = next;
        }
        self.place(self.head_span(at))
    }

    /// Where the field name, or the map key, of the value at the end of a path stands; the same as
    /// [`Outline::place_of`] where it has none.
    #[must_use]
    pub fn field_place_of(&self, path: &Path) -> Place {
        self.field_span(path).map_or_else(|| self.place_of(path), |span| self.place(span))
    }

    /// A problem with the value at the end of a path.
    #[must_use]
    pub fn diagnostic(
        &self,
        file: &str,
        path: &Path,
        code: &'static str,
        severity: Severity,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Diagnostic {
        let place = self.place_of(path);
        Diagnostic { code, severity, file: file.to_owned(), place, message: message.into(), help }
    }

    /// Lines and columns of some bytes of the text.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> Place {
        self.lines.place(&self.text, span)
    }

    /// The bytes at a place.
    #[must_use]
    pub fn span(&self, place: Place) -> Range<usize> {
        let start = self.lines.byte(&self.text, place.line, place.column);
        let end = self.lines.byte(&self.text, place.end_line, place.end_column);
        start..end.max(start)
    }

    /// The path that leads to a value.
    #[must_use]
    pub fn path_of(&self, id: NodeId) -> Path {
        let mut steps = Vec::new();
        let mut at = id;
        while let Some(parent) = self.node(at).parent {
            steps.extend(self.step_to(parent, at));
            at = parent;
        }
        steps.iter().rev().fold(Path::root(), |path, step| path.step(step.clone()))
    }

    /// The bytes to point at for a value; see [`Outline::place_of`].
    pub(super) fn head_span(&self, id: NodeId) -> Range<usize> {
        let node = self.node(id);
        let span = node.span();
        let whole = &self.text[span.clone()];
        if !whole.contains('\n') {
            return span;
        }
        let name_end = node.name_span().map_or(span.start, |name| name.end);
        let end = match node.kind {
            Kind::Struct | Kind::Tuple | Kind::List | Kind::Map => {
                self.text[name_end..span.end].find(['(', '[', '{']).map_or(name_end, |at| name_end + at + 1)
            }
            _ => span.start + whole.find(['\r', '\n']).unwrap_or(whole.len()),
        };
        span.start..end
    }

    /// The opening bracket of a value, with its name.
    pub(super) fn opening_span(&self, id: NodeId) -> Range<usize> {
        let node = self.node(id);
        let span = node.span();
        let name_end = node.name_span().map_or(span.start, |name| name.end);
        let bracket = self.text[name_end..span.end].find(['(', '[', '{']);
        span.start..bracket.map_or(span.end, |at| name_end + at + 1)
    }

    pub(super) fn report(&self, file: &str, flaw: Flaw) -> Diagnostic {
        Diagnostic {
            code: flaw.code,
            severity: if flaw.code == "S017" { Severity::Note } else { Severity::Error },
            file: file.to_owned(),
            place: self.place(flaw.span),
            message: flaw.message,
            help: flaw.help,
        }
    }

    /// The text of a map key: for text in quotation marks, what is between them.
    pub(super) fn key_text(&self, key: NodeId) -> String {
        let slice = self.slice(key);
        match self.node(key).kind {
            Kind::Text => ron::from_str(slice).unwrap_or_else(|_| slice.to_owned()),
            _ => slice.to_owned(),
        }
    }

    fn enter(&self, at: NodeId, step: &Step) -> Option<NodeId> {
        let direct = match step {
            Step::Field(name) => self.children(at).find(|&child| self.is_called(child, name)),
            Step::Index(index) if self.name(at) != Some("Some") => self.children(at).nth(*index),
            Step::Index(_) => None,
        };
        direct.or_else(|| self.enter(self.only_inside(at)?, step))
    }

    /// The value inside brackets that only wrap it.
    fn only_inside(&self, at: NodeId) -> Option<NodeId> {
        let mut children = self.children(at);
        let only = children.next()?;
        (self.node(at).kind == Kind::Tuple && children.next().is_none()).then_some(only)
    }

    fn is_called(&self, child: NodeId, name: &str) -> bool {
        match self.node(child).label {
            Label::None => false,
            Label::Field(_) => self.field_name(child) == Some(name),
            Label::Key(key) => self.key_text(key) == name,
        }
    }

    fn step_to(&self, parent: NodeId, child: NodeId) -> Option<Step> {
        match self.node(child).label {
            Label::Field(_) => self.field_name(child).map(|name| Step::Field(name.to_owned().into())),
            Label::Key(key) => Some(Step::Field(self.key_text(key).into())),
            Label::None if self.only_inside(parent).is_some() => None,
            Label::None => self.children(parent).position(|other| other == child).map(Step::Index),
        }
    }
}

/// How the scan builds an outline.
impl Outline {
    pub(super) fn is_full(&self) -> bool {
        self.nodes.len() >= MAX_NODES
    }

    pub(super) fn set_root(&mut self, root: NodeId) {
        self.root = Some(root);
    }

    pub(super) fn add(&mut self, node: Node) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node);
        id
    }

    pub(super) fn attach(&mut self, child: NodeId, parent: NodeId, label: Label) {
        let previous = self.edit(parent).last_child.replace(child);
        match previous {
            Some(previous) => self.edit(previous).next = Some(child),
            None => self.edit(parent).first_child = Some(child),
        }
        let node = self.edit(child);
        node.parent = Some(parent);
        node.label = label;
    }

    /// Turns the last child of a map into the key of the value that follows.
    pub(super) fn set_parent(&mut self, key: NodeId, parent: NodeId) {
        self.edit(key).parent = Some(parent);
    }

    pub(super) fn close(&mut self, id: NodeId, kind: Kind, end: usize) {
        let node = self.edit(id);
        node.kind = kind;
        node.span = Span::from(Range::from(node.span).start..end);
    }

    pub(super) fn mark_repeated(&mut self, id: NodeId) {
        self.edit(id).repeated = true;
    }

    pub(super) fn mark_flawed(&mut self, id: NodeId) {
        self.edit(id).flawed = true;
    }

    fn edit(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }
}

/// A name without the mark of a raw identifier.
pub(super) fn plain_name(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"#![enable(implicit_some)]
Scenario(
    title: "A (late) gift", // (not: [this])
    turns: [
        (id: "a", options: []),
        (id: "b", options: [(text: "x"), (text: r#"y " ] z"#, next: Some((goto: leave('\'', b"x"))))]),
    ],
    r#phrases: { "hello": ["Hi"], bye: (1, (2, 3)), (1, 2): () },
)
"##;

    fn outline() -> Outline {
        let (outline, problems) = Outline::scan("f", TEXT.to_owned());
        assert_eq!(problems, []);
        outline
    }

    #[test]
    fn values_by_path() {
        let outline = outline();
        let slice = |path: &str| outline.value_span(&path.parse().unwrap()).map(|span| &TEXT[span]);
        assert_eq!(slice("title"), Some("\"A (late) gift\""));
        assert_eq!(slice("turns[1].options[1].text"), Some("r#\"y \" ] z\"#"));
        assert_eq!(slice("turns[1].options[1].next.goto"), Some("leave('\\'', b\"x\")"));
        assert_eq!(slice("turns[1].options[1].next.goto[1]"), Some("b\"x\""));
        assert_eq!(slice("phrases.hello[0]"), Some("\"Hi\""));
        assert_eq!(slice("phrases.bye[1][0]"), Some("2"));
        assert_eq!(slice("turns[2]"), None);
        assert_eq!(slice("turns[0].text"), None);
    }

    #[test]
    fn names_by_path() {
        let outline = outline();
        let slice = |path: &str| outline.field_span(&path.parse().unwrap()).map(|span| &TEXT[span]);
        assert_eq!(slice("turns[0].id"), Some("id"));
        assert_eq!(slice("phrases"), Some("r#phrases"));
        assert_eq!(slice("phrases.hello"), Some("\"hello\""));
        assert_eq!(slice("turns[0]"), None);
    }

    #[test]
    fn places_by_path() {
        let outline = outline();
        let place = |path: &str| {
            let place = outline.place_of(&path.parse().unwrap());
            (place.line, place.column, place.end_line, place.end_column)
        };
        assert_eq!(place(""), (2, 1, 2, 10), "name and bracket of a value on many lines");
        assert_eq!(place("title"), (3, 12, 3, 27));
        assert_eq!(place("turns"), (4, 12, 4, 13));
        assert_eq!(place("turns[0]"), (5, 9, 5, 31));
        assert_eq!(place("turns[0].options[3].text"), (5, 28, 5, 30), "the last value on the way");
    }

    #[test]
    fn every_path_leads_back() {
        let outline = outline();
        let mut open = vec![outline.root().unwrap()];
        while let Some(node) = open.pop() {
            let found = outline.find(&outline.path_of(node)).unwrap();
            assert_eq!(outline.path_of(found), outline.path_of(node));
            assert_eq!(outline.span(outline.place(outline.node(node).span())), outline.node(node).span());
            open.extend(outline.children(node));
        }
    }

    #[test]
    fn a_problem_found_later() {
        let path: Path = "turns[0].id".parse().unwrap();
        let problem = outline().diagnostic("f", &path, "L001", Severity::Warning, "never reached", None);
        assert_eq!((problem.place.line, problem.place.column, problem.code), (5, 14, "L001"));
    }
}
