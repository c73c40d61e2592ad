//! Where a value stands in a file, by names and numbers: `turns[3].options[1].text`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use smallvec::SmallVec;

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into the field, or the map entry, of that name.
    Field(Cow<'static, str>),
    /// Into the element with that number, from 0.
    Index(usize),
}

/// The way from the whole file to one value.
///
/// Brackets that only wrap a value (`Some(..)`, a variant with one value) take no step.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// Hardly ever more than six; a path is made for every value that is looked at.
    steps: SmallVec<[Step; 6]>,
}

/// Why a text is no path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no path; write one like `turns[3].options[1].text`")]
pub struct PathError(String);

impl Path {
    /// The whole file.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// This path and one field further.
    #[must_use]
    pub fn field(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Field(name.into()))
    }

    /// This path and one element further; elements count from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// This path and one step further.
    #[must_use]
    pub fn step(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self { steps }
    }

    /// The steps, from the file inwards.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The path to what holds this value.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, steps) = self.steps.split_last()?;
        Some(Self { steps: steps.into() })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.steps.iter().enumerate() {
            match step {
                Step::Field(name) if at == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let wrong = || PathError(text.to_owned());
        let mut path = Self::root();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (number, after) = inside.split_once(']').ok_or_else(wrong)?;
                path.steps.push(Step::Index(number.parse().map_err(|_| wrong())?));
                rest = after;
                continue;
            }
            let name = match (path.steps.is_empty(), rest.strip_prefix('.')) {
                (_, Some(name)) => name,
                (true, None) => rest,
                (false, None) => return Err(wrong()),
            };
            let end = name.find(['.', '[']).unwrap_or(name.len());
            if end == 0 {
                return Err(wrong());
            }
            path.steps.push(Step::Field(name[..end].to_owned().into()));
            rest = &name[end..];
        }
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        for text in ["", "title", "turns[3].options[1].text", "[0][12].a"] {
            let path: Path = text.parse().unwrap();
            assert_eq!(path.to_string(), text);
        }
        assert_eq!(Path::root().field("turns").index(3), "turns[3]".parse().unwrap());
        for wrong in ["a..b", "a[", "a[x]", "a[1]b", "a[-1]", "."] {
            assert!(wrong.parse::<Path>().is_err(), "{wrong}");
        }
    }
}
