//! Means with their intervals, in whole numbers.

/// Count, sum and sum of squares of values in thousandths: all that a mean and its interval need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many values.
    pub count: i64,
    /// Their sum.
    pub sum: i64,
    /// The sum of their squares.
    pub squares: i64,
}

impl Sums {
    /// Takes in one more value.
    pub fn add(&mut self, value: i32) {
        self.count += 1;
        self.sum += i64::from(value);
        self.squares += i64::from(value) * i64::from(value);
    }

    /// The mean alone; `None` of nothing.
    pub fn mean(&self) -> Option<i32> {
        (self.count > 0).then(|| rounded(self.sum.into(), self.count.into()) as i32)
    }

    /// The mean and its interval; `None` of nothing.
    pub fn estimate(&self) -> Option<Estimate> {
        let count = u32::try_from(self.count).ok().filter(|count| *count > 0)?;
        let mean = rounded(self.sum.into(), self.count.into());
        let margin = (count > 1).then(|| {
            // margin² = t² · Σ(x - mean)² / (n - 1) / n, and Σ(x - mean)² = Σx² - (Σx)²/n
            let n = i128::from(self.count);
            let around = (i128::from(self.squares) * n - i128::from(self.sum) * i128::from(self.sum)).max(0);
            let t = i128::from(student(count - 1));
            root(rounded(t * t * around, n * n * (n - 1) * 1_000_000))
        });
        Some(Estimate { count, mean: mean as i32, margin })
    }
}

impl Sums {
    /// How far its mean lies above another's, with Welch's interval at the freedom of the smaller, which errs on the wide
    /// side. The count is that of the smaller.
    pub fn less(&self, other: &Self) -> Option<Estimate> {
        let mean = self.mean()? - other.mean()?;
        let count = u32::try_from(self.count.min(other.count)).ok()?;
        let margin = (count > 1).then(|| {
            let t = i128::from(student(count - 1));
            root(rounded(t * t * (self.square_error() + other.square_error()), 1_000_000_000))
        });
        Some(Estimate { count, mean, margin })
    }

    /// The square of the mean's standard error, times a thousand.
    fn square_error(&self) -> i128 {
        let n = i128::from(self.count);
        let around = (i128::from(self.squares) * n - i128::from(self.sum) * i128::from(self.sum)).max(0);
        rounded(around * 1000, n * n * (n - 1))
    }
}

impl FromIterator<i32> for Sums {
    fn from_iter<I: IntoIterator<Item = i32>>(values: I) -> Self {
        let mut sums = Self::default();
        values.into_iter().for_each(|value| sums.add(value));
        sums
    }
}

/// A mean, with how far the true one may be from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// How many values it is the mean of.
    pub count: u32,
    /// The mean, in thousandths.
    pub mean: i32,
    /// Half the width of the 95 % interval, in thousandths; `None` for a single value, which says nothing about others.
    pub margin: Option<i32>,
}

impl Estimate {
    /// The ends of the interval, where there is one.
    pub fn interval(&self) -> Option<(i32, i32)> {
        self.margin.map(|margin| (self.mean.saturating_sub(margin), self.mean.saturating_add(margin)))
    }

    /// Whether the data leave open which of two is the greater. Without an interval they always do.
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self.interval(), other.interval()) {
            (Some((low, high)), Some((other_low, other_high))) => low <= other_high && other_low <= high,
            _ => true,
        }
    }
}

/// How far repeats of the same thing lie apart, pooled over groups of repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Σ(x - mean of the group)² over all groups.
    pub around: i64,
    /// Σ(n - 1) over all groups.
    pub freedom: i64,
}

impl Spread {
    /// Takes in a group.
    pub fn add(&mut self, group: &Sums) {
        if group.count > 1 {
            let (n, sum) = (i128::from(group.count), i128::from(group.sum));
            self.around += rounded(i128::from(group.squares) * n - sum * sum, n) as i64;
            self.freedom += group.count - 1;
        }
    }

    /// The pooled standard deviation in thousandths; `None` where nothing was repeated.
    pub fn deviation(&self) -> Option<i32> {
        (self.freedom > 0).then(|| root(rounded(self.around.into(), self.freedom.into())))
    }
}

/// A quotient to the nearest whole, half away from zero. The divisor is above 0.
pub(super) fn rounded(number: i128, by: i128) -> i128 {
    // Nearly always they are small, and small ones are divided ten times as fast.
    if let (Ok(number), Ok(by)) = (i64::try_from(number), i64::try_from(by))
        && number.unsigned_abs() < 1 << 62
        && by < 1 << 62
    {
        let half = if number < 0 { -by / 2 } else { by / 2 };
        return i128::from((number + half) / by);
    }
    let half = if number < 0 { -by / 2 } else { by / 2 };
    (number + half) / by
}

/// The nearest whole root of a number that is not negative.
fn root(number: i128) -> i32 {
    let number = number.max(0).unsigned_abs();
    let low = u64::try_from(number).map_or_else(|_| number.isqrt(), |small| u128::from(small.isqrt()));
    let nearest = if number - low * low > low { low + 1 } else { low };
    i32::try_from(nearest).unwrap_or(i32::MAX)
}

/// Student's t for a two-sided 95 % interval, in thousandths, by degrees of freedom. From the usual tables; between their
/// rows the wider value holds.
fn student(freedom: u32) -> u32 {
    const FIRST: [u32; 30] = [
        12_706, 4_303, 3_182, 2_776, 2_571, 2_447, 2_365, 2_306, 2_262, 2_228, 2_201, 2_179, 2_160, 2_145,
        2_131, 2_120, 2_110, 2_101, 2_093, 2_086, 2_080, 2_074, 2_069, 2_064, 2_060, 2_056, 2_052, 2_048,
        2_045, 2_042,
    ];
    match freedom {
        0..=30 => FIRST[freedom.saturating_sub(1) as usize],
        31..=39 => 2_042,
        40..=59 => 2_021,
        60..=119 => 2_000,
        120..=999 => 1_980,
        _ => 1_962,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[i32]) -> Estimate {
        values.iter().copied().collect::<Sums>().estimate().unwrap()
    }

    #[test]
    fn a_mean_has_the_interval_of_the_textbook() {
        // 520, 610, 700, 480, 590: mean 580, standard deviation 85.15, standard error 38.08, t(4) 2.776
        let estimate = of(&[520, 610, 700, 480, 590]);
        assert_eq!((estimate.mean, estimate.margin), (580, Some(106)));
        assert_eq!(estimate.interval(), Some((474, 686)));
    }

    #[test]
    fn of_one_value_there_is_no_interval_and_of_none_no_mean() {
        assert_eq!(of(&[420]), Estimate { count: 1, mean: 420, margin: None });
        assert_eq!(Sums::default().estimate(), None);
    }

    #[test]
    fn the_same_value_over_and_over_has_no_width() {
        assert_eq!(of(&[-31; 40]), Estimate { count: 40, mean: -31, margin: Some(0) });
    }

    #[test]
    fn only_separate_intervals_tell_two_apart() {
        let (low, high) = (of(&[100, 110, 120]), of(&[900, 910, 920]));
        assert!(!low.overlaps(&high) && !high.overlaps(&low));
        assert!(low.overlaps(&of(&[900])), "one value tells nothing");
        assert!(low.overlaps(&of(&[0, 300, 600])));
    }

    #[test]
    fn spread_is_pooled_over_what_was_repeated() {
        let mut spread = Spread::default();
        spread.add(&[500].into_iter().collect());
        assert_eq!(spread.deviation(), None);
        spread.add(&[400, 600].into_iter().collect());
        spread.add(&[100, 100, 100].into_iter().collect());
        // 20,000 around the means, 1 + 2 degrees of freedom
        assert_eq!(spread.deviation(), Some(82));
    }

    #[test]
    fn a_sum_of_many_extremes_does_not_overflow() {
        let sums = Sums { count: 10_000_000, sum: 20_000_000_000, squares: 40_000_000_000_000 };
        assert_eq!(sums.estimate().unwrap().mean, 2000);
    }
}
