//! An outline as `serde` reads it, under the repairs made so far.

use std::cell::Cell;

use serde::de::{
    self, DeserializeSeed, EnumAccess, Expected, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::fault::{Fault, What};
use super::fit::{MAX_VISITS, Repairs};
use super::outline::{Kind, Label, NodeId, Outline};
use super::stand_in::StandIn;

/// One reading of the whole outline.
pub(super) struct Reading<'a> {
    pub(super) outline: &'a Outline,
    pub(super) repairs: &'a Repairs,
    pub(super) visits: &'a Cell<usize>,
    pub(super) last_entry: Cell<Option<NodeId>>,
    pub(super) unwrap_variants: bool,
}

impl Reading<'_> {
    fn needs_stand_in(&self, node: NodeId) -> bool {
        self.outline.node(node).is_flawed() || self.repairs.stand_in.contains(&node)
    }

    fn count(&self) -> Result<(), Fault> {
        self.visits.set(self.visits.get() + 1);
        if self.visits.get() > MAX_VISITS { Err(Fault::custom_text("too much work")) } else { Ok(()) }
    }
}

/// One value of the outline, as `serde` reads it.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) node: NodeId,
    /// Only what stands inside the brackets of the node, as after the name of a variant where newtype
    /// variants are unwrapped.
    pub(super) inside: bool,
}

impl<'a> Value<'a> {
    fn outline(&self) -> &'a Outline {
        self.reading.outline
    }

    fn kind(&self) -> Kind {
        self.outline().node(self.node).kind()
    }

    fn slice(&self) -> &'a str {
        self.outline().slice(self.node)
    }

    fn name(&self) -> Option<&'a str> {
        self.outline().name(self.node)
    }

    fn count(&self) -> usize {
        self.outline().children(self.node).count()
    }

    fn of(&self, node: NodeId) -> Self {
        Self { node, inside: false, ..*self }
    }

    fn wrong<'de, V: Visitor<'de>>(&self, visitor: &V) -> Fault {
        Fault::new(What::Type { expected: (visitor as &dyn Expected).to_string() }).at(self.node)
    }

    /// The single value, where only the inside of brackets is meant.
    fn single(self) -> Result<Self, Fault> {
        let mut children = self.outline().children(self.node);
        match (self.inside, children.next(), children.next()) {
            (false, ..) => Ok(self),
            (true, Some(only), None) => Ok(self.of(only)),
            (true, ..) => Err(Fault::new(What::Type { expected: "one value".into() }).at(self.node)),
        }
    }

    fn elements<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let expected = (&visitor as &dyn Expected).to_string();
        let found = self.count();
        let mut elements = Elements { value: self, next: self.outline().children(self.node).next() };
        let value = visitor.visit_seq(&mut elements).map_err(|fault| fault.at(self.node))?;
        match elements.next {
            Some(_) => Err(Fault::new(What::Length { expected, found }).at(self.node)),
            None => Ok(value),
        }
    }

    fn entries<'de, V: Visitor<'de>>(self, owner: &str, visitor: V) -> Result<V::Value, Fault> {
        let supplied = self.reading.repairs.supplied.get(&self.node).map_or(&[][..], Vec::as_slice);
        let next = self.outline().children(self.node).next();
        let entries = Entries { value: self, next, current: None, supplied };
        visitor.visit_map(entries).map_err(|mut fault| {
            if let (What::Duplicate(_), None, Some(entry)) =
                (fault.what(), fault.node(), self.reading.last_entry.get())
            {
                fault = fault.entry_is(entry);
            }
            fault.inside(owner).at(self.node)
        })
    }

    /// A whole number, as unsigned as possible.
    fn whole<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let slice = self.slice();
        let result = match (self.kind(), ron::from_str::<u64>(slice), ron::from_str::<i64>(slice)) {
            (Kind::Number, Ok(number), _) => visitor.visit_u64(number),
            (Kind::Number, _, Ok(number)) => visitor.visit_i64(number),
            (Kind::Number, ..) => match odd_number(slice).filter(|number| number.fract() == 0.0) {
                #[expect(clippy::cast_possible_truncation, reason = "a small number with a suffix")]
                Some(number) => visitor.visit_i64(number as i64),
                None => return Err(self.wrong(&visitor)),
            },
            _ => return Err(self.wrong(&visitor)),
        };
        result.map_err(|fault: Fault| fault.at(self.node))
    }

    fn float<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let number = ron::from_str::<f64>(self.slice()).ok().or_else(|| odd_number(self.slice()));
        match number.filter(|_| self.kind() == Kind::Number) {
            Some(number) => visitor.visit_f64(number).map_err(|fault: Fault| fault.at(self.node)),
            None => Err(self.wrong(&visitor)),
        }
    }

    fn text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match ron::from_str::<String>(self.slice()) {
            Ok(text) if self.kind() == Kind::Text => {
                visitor.visit_string(text).map_err(|fault: Fault| fault.at(self.node))
            }
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn is_empty_tuple(&self) -> bool {
        self.kind() == Kind::Tuple && self.count() == 0 && (self.inside || self.name().is_none())
    }

    fn check_name(&self, expected: &'static str) -> Result<(), Fault> {
        let fits = self.inside || self.name().is_none_or(|name| name == expected);
        if fits { Ok(()) } else { Err(Fault::new(What::StructName { expected }).at(self.node)) }
    }
}

/// A number with a suffix, or a byte.
fn odd_number(slice: &str) -> Option<f64> {
    match ron::from_str::<ron::Value>(slice) {
        Ok(ron::Value::Number(number)) => Some(number.into_f64()),
        _ => None,
    }
}

/// Gives a stand-in where the reading asks for one.
macro_rules! stand_in {
    ($self:ident.$method:ident($($argument:expr),*)) => {
        $self.reading.count()?;
        if $self.reading.needs_stand_in($self.node) {
            let result = de::Deserializer::$method(StandIn::new(), $($argument),*);
            return result.map_err(|fault: Fault| fault.silent_at($self.node));
        }
    };
}

macro_rules! scalars {
    ($($method:ident => $read:ident),* $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            stand_in!(self.$method(visitor));
            self.single()?.$read(visitor)
        })*
    };
}

impl<'de> de::Deserializer<'de> for Value<'_> {
    type Error = Fault;

    scalars! {
        deserialize_i8 => whole,
        deserialize_i16 => whole,
        deserialize_i32 => whole,
        deserialize_i64 => whole,
        deserialize_u8 => whole,
        deserialize_u16 => whole,
        deserialize_u32 => whole,
        deserialize_u64 => whole,
        deserialize_f32 => float,
        deserialize_f64 => float,
        deserialize_str => text,
        deserialize_string => text,
        deserialize_any => any,
        deserialize_bool => boolean,
        deserialize_char => character,
        deserialize_bytes => bytes,
        deserialize_byte_buf => bytes,
        deserialize_identifier => identifier,
        deserialize_seq => list,
        deserialize_map => map,
        deserialize_option => option,
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        stand_in!(self.deserialize_unit(visitor));
        if self.is_empty_tuple() { visitor.visit_unit() } else { Err(self.wrong(&visitor)) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        stand_in!(self.deserialize_unit_struct(name, visitor));
        let named = self.kind() == Kind::Word && self.name() == Some(name);
        if named || self.is_empty_tuple() { visitor.visit_unit() } else { Err(self.wrong(&visitor)) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        stand_in!(self.deserialize_newtype_struct(name, visitor));
        let inner = self.single()?;
        visitor.visit_newtype_struct(inner).map_err(|fault| fault.at(inner.node))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Fault> {
        stand_in!(self.deserialize_tuple(len, visitor));
        let fits = self.kind() == Kind::Tuple && (self.inside || self.name().is_none());
        if fits { self.elements(visitor) } else { Err(self.wrong(&visitor)) }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        stand_in!(self.deserialize_tuple_struct(name, len, visitor));
        self.check_name(name)?;
        if self.kind() == Kind::Tuple { self.elements(visitor) } else { Err(self.wrong(&visitor)) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        stand_in!(self.deserialize_struct(name, fields, visitor));
        if self.kind() == Kind::Number && self.slice().contains("..") {
            return range(self.slice(), name, fields, visitor).map_err(|fault| fault.at(self.node));
        }
        self.check_name(name)?;
        let empty = self.kind() == Kind::Tuple && self.count() == 0;
        if self.kind() == Kind::Struct || empty {
            self.entries(name, visitor)
        } else {
            Err(self.wrong(&visitor))
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        stand_in!(self.deserialize_enum(name, variants, visitor));
        let value = self.single()?;
        if value.name().is_none() {
            return Err(Fault::new(What::NoVariant { known: variants }).at(value.node));
        }
        visitor.visit_enum(value).map_err(|fault| fault.at(value.node))
    }
}

/// A range such as `1..5`, which `ron` reads as a struct.
fn range<'de, V: Visitor<'de>>(
    slice: &str,
    name: &'static str,
    fields: &'static [&'static str],
    visitor: V,
) -> Result<V::Value, Fault> {
    let expected = (&visitor as &dyn Expected).to_string();
    let numbers = slice.splitn(2, "..").map(|number| number.trim_start_matches('='));
    let given = numbers.filter_map(|number| ron::from_str::<i64>(number).ok());
    let given: Vec<_> = fields.iter().copied().zip(given).collect();
    let suits = name.starts_with("Range") && given.len() == fields.len();
    if !suits {
        return Err(Fault::new(What::Type { expected }));
    }
    visitor.visit_map(de::value::MapDeserializer::new(given.into_iter()))
}

/// The reading of single kinds of values.
impl<'a> Value<'a> {
    fn any<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.kind() {
            Kind::Text => self.text(visitor),
            Kind::Char => self.character(visitor),
            Kind::Bytes => self.bytes(visitor),
            Kind::Number if ron::from_str::<i64>(self.slice()).is_ok() => self.whole(visitor),
            Kind::Number => self.float(visitor),
            Kind::List => self.list(visitor),
            Kind::Map => self.map(visitor),
            Kind::Struct => self.entries("", visitor),
            Kind::Tuple if self.is_empty_tuple() => visitor.visit_unit(),
            Kind::Tuple => self.elements(visitor),
            Kind::Missing => visitor.visit_unit(),
            Kind::Word => match self.slice() {
                "true" | "false" => self.boolean(visitor),
                "None" => visitor.visit_none(),
                word => visitor.visit_str(word),
            },
        }
        .map_err(|fault| fault.at(self.node))
    }

    fn boolean<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.slice() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn character<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match ron::from_str::<char>(self.slice()) {
            Ok(c) if self.kind() == Kind::Char => {
                visitor.visit_char(c).map_err(|fault: Fault| fault.at(self.node))
            }
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn bytes<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match (self.kind(), ron::from_str::<ron::Value>(self.slice())) {
            (Kind::Bytes, Ok(ron::Value::Bytes(bytes))) => visitor.visit_byte_buf(bytes),
            (Kind::List, _) => self.elements(visitor),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn identifier<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match (self.kind(), self.name()) {
            (Kind::Word, Some(name)) => visitor.visit_str(name).map_err(|fault: Fault| fault.at(self.node)),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.kind() == Kind::List { self.elements(visitor) } else { Err(self.wrong(&visitor)) }
    }

    fn map<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.kind() == Kind::Map { self.entries("", visitor) } else { Err(self.wrong(&visitor)) }
    }

    fn option<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let wraps = matches!(self.kind(), Kind::Tuple | Kind::Struct) && self.name() == Some("Some");
        if self.kind() == Kind::Word && self.slice() == "None" {
            return visitor.visit_none();
        }
        let inner = match (wraps, self.reading.unwrap_variants) {
            (false, _) => self,
            (true, true) => Self { inside: true, ..self },
            (true, false) => Self { inside: true, ..self }.single()?,
        };
        visitor.visit_some(inner).map_err(|fault| fault.at(inner.node))
    }
}

/// The values of a list or tuple.
struct Elements<'a> {
    value: Value<'a>,
    next: Option<NodeId>,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(node) = self.next else { return Ok(None) };
        self.next = self.value.outline().next(node);
        seed.deserialize(self.value.of(node)).map(Some).map_err(|fault| fault.at(node))
    }
}

/// The fields of a struct or the entries of a map, then what is supplied.
struct Entries<'a> {
    value: Value<'a>,
    next: Option<NodeId>,
    current: Option<NodeId>,
    supplied: &'a [&'static str],
}

impl<'a> Entries<'a> {
    fn take(&mut self) -> Option<NodeId> {
        let outline = self.value.outline();
        while let Some(entry) = self.next {
            self.next = outline.next(entry);
            let node = outline.node(entry);
            let nameless = node.label() == Label::None;
            if !(nameless || node.is_repeated() || self.value.reading.repairs.skipped.contains(&entry)) {
                return Some(entry);
            }
        }
        None
    }

    fn field(&self, entry: NodeId) -> &'a str {
        let right = self.value.reading.repairs.fields.get(&entry).copied();
        right.or_else(|| self.value.outline().field_name(entry)).unwrap_or_default()
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.current = self.take();
        self.value.reading.last_entry.set(self.current);
        let Some(entry) = self.current else {
            let Some((name, rest)) = self.supplied.split_first() else { return Ok(None) };
            self.supplied = rest;
            let name: de::value::StrDeserializer<'_, Fault> = (*name).into_deserializer();
            return seed.deserialize(name).map(Some);
        };
        let result = match self.value.outline().node(entry).key() {
            Some(key) => seed.deserialize(self.value.of(key)).map_err(|fault| fault.at(key)),
            None => {
                let name: de::value::StrDeserializer<'_, Fault> = self.field(entry).into_deserializer();
                seed.deserialize(name)
            }
        };
        result.map(Some).map_err(|fault| fault.entry_is(entry))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        match self.current {
            Some(entry) => seed.deserialize(self.value.of(entry)).map_err(|fault| fault.at(entry)),
            None => seed.deserialize(StandIn::new()).map_err(|fault| fault.silent_at(self.value.node)),
        }
    }
}

impl<'de, 'a> EnumAccess<'de> for Value<'a> {
    type Error = Fault;
    type Variant = Value<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Value<'a>), Fault> {
        let right = self.reading.repairs.variants.get(&self.node).copied();
        let name = right.or_else(|| self.name()).unwrap_or_default();
        let name: de::value::StrDeserializer<'_, Fault> = name.into_deserializer();
        Ok((seed.deserialize(name).map_err(|fault| fault.at(self.node))?, self))
    }
}

impl<'de> VariantAccess<'de> for Value<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        if self.kind() == Kind::Word { Ok(()) } else { Err(Fault::new(What::NoBrackets).at(self.node)) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        let inside = Self { inside: true, ..self };
        match (self.kind(), self.reading.unwrap_variants) {
            (Kind::Word, _) => Err(Fault::new(What::NeedsBrackets).at(self.node)),
            (_, true) => seed.deserialize(inside),
            (Kind::Struct, false) => {
                let message = "this takes two pairs of brackets: one for the word, one for its fields";
                Err(Fault::custom_text(message).at(self.node))
            }
            (_, false) => seed.deserialize(inside.single()?),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Fault> {
        match self.kind() {
            Kind::Word => Err(Fault::new(What::NeedsBrackets).at(self.node)),
            Kind::Tuple => self.elements(visitor),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.kind() {
            Kind::Word => Err(Fault::new(What::NeedsBrackets).at(self.node)),
            Kind::Struct => self.entries(self.name().unwrap_or_default(), visitor),
            Kind::Tuple if self.count() == 0 => self.entries(self.name().unwrap_or_default(), visitor),
            _ => Err(self.wrong(&visitor)),
        }
    }
}
