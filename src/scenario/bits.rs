//! Small sets of indices: concerns, flags, promises and the like, at most 64 of each.

use std::fmt;

/// A set of indices below [`Bits::MOST`]. Copying and comparing it costs nothing, so that a conversation's state can be
/// kept a million times over.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits(u64);

impl Bits {
    /// How many indices there are.
    pub const MOST: usize = 64;

    /// With nothing in it.
    pub const NONE: Self = Self(0);

    /// With one index in it.
    pub fn one(index: usize) -> Self {
        debug_assert!(index < Self::MOST);
        Self(1 << (index % Self::MOST))
    }

    /// Whether an index is in it.
    pub fn has(self, index: usize) -> bool {
        index < Self::MOST && self.0 & (1 << index) != 0
    }

    /// Whether they have an index in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What is in either.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this one and not in the other.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many indices are in it.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The indices from low to high.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let next = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(next)
        })
    }
}

impl FromIterator<usize> for Bits {
    fn from_iter<I: IntoIterator<Item = usize>>(indices: I) -> Self {
        indices.into_iter().fold(Self::NONE, |bits, index| bits.with(Self::one(index)))
    }
}

impl fmt::Debug for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set() {
        let set: Bits = [63, 0, 5, 5].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 5, 63]);
        assert_eq!(set.len(), 3);
        assert!(set.has(63) && !set.has(62) && !set.has(1000));
        assert_eq!(set.without(Bits::one(5)).and(Bits::one(0)), Bits::one(0));
        assert!(Bits::NONE.is_empty() && !set.meets(Bits::one(7)));
    }
}
