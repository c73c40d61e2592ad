//! The rubric that ships inside the program.

use std::sync::{Arc, LazyLock};

use super::{Rubric, RubricSource};

/// The files of the shipped rubric: path and content.
pub const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/rubric.rs"));

/// The shipped rubric, compiled at its first use.
pub fn standard() -> &'static Arc<Rubric> {
    static STANDARD: LazyLock<Arc<Rubric>> = LazyLock::new(|| Arc::new(Rubric::compile(&sources()).0));
    &STANDARD
}

/// The shipped files as sources.
pub fn sources() -> Vec<RubricSource<'static>> {
    EMBEDDED.iter().map(|&(path, bytes)| RubricSource { pack: 0, path, name: path, bytes }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::Principle;

    #[test]
    fn the_shipped_rubric_has_no_problems() {
        let (_, problems) = Rubric::compile(&sources());
        assert!(problems.is_empty(), "{problems:#?}");
    }

    #[test]
    fn every_principle_that_words_can_show_has_a_behaviour() {
        use Principle::{
            A1, A2, C2, D1, D2, D3, D4, D5, D6, D7, N1, N2, N3, N4, N5, N6, P3, P4, P8, P9, P10, R1, R2,
        };
        let all =
            [D1, D2, D3, D4, D5, D6, D7, N1, N2, N3, N4, N5, N6, P3, P4, P8, P9, P10, A1, A2, R1, R2, C2];
        for principle in all {
            let shown =
                standard().behaviours().any(|(_, behaviour)| behaviour.principles.contains(&principle));
            assert!(shown, "no behaviour for {}", principle.id());
        }
    }

    #[test]
    fn every_behaviour_has_five_examples_of_both_kinds() {
        for (id, behaviour) in standard().behaviours() {
            assert!(behaviour.hits.len() >= 5 && behaviour.misses.len() >= 5, "{id}");
        }
    }

    #[test]
    fn the_order_of_files_changes_nothing() {
        let mut backwards = sources();
        backwards.reverse();
        let (rubric, _) = Rubric::compile(&backwards);
        assert_eq!(rubric.hash(), standard().hash());
        assert!(rubric.behaviours().map(|(id, _)| id).eq(standard().behaviours().map(|(id, _)| id)));
    }

    /// Every file's own examples, one test a file.
    mod examples {
        use super::super::{Rubric, RubricSource, sources, standard};

        fn check(path: &str) {
            let sources: Vec<RubricSource<'_>> =
                sources().into_iter().filter(|source| source.path == path).collect();
            let (_, problems) = Rubric::compile(&super::super::sources());
            assert!(problems.iter().all(|problem| problem.file != path), "{problems:#?}");
            let wrong = standard().check_examples(&sources);
            let told: Vec<String> = wrong
                .iter()
                .map(|problem| format!("line {}: {}", problem.place.line, problem.message))
                .collect();
            assert!(told.is_empty(), "{path}\n{}", told.join("\n"));
        }

        include!(concat!(env!("OUT_DIR"), "/rubric_tests.rs"));
    }
}
