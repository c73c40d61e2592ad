//! The filter row, and what passes it.

use std::collections::BTreeSet;

use egui::{Label, Ui};

use super::{LibraryDraft, LibraryView};
use crate::debrief::trains;
use crate::rubric::Dimension;
use crate::scenario::{Channel, Difficulty, Scenario};
use crate::ui::screen::popup::Popup;
use crate::ui::screen::{Room, mark};
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, ChoiceMenu, Filter, SearchField, Segment};

const UNTRIED: &str = "Not tried yet";

/// One of several, or any of them.
struct Among<T> {
    name: &'static str,
    any: &'static str,
    all: Vec<T>,
    word: fn(T) -> &'static str,
}

/// The scenarios that are shown.
pub fn shown<'a>(view: &LibraryView<'a>, draft: &LibraryDraft) -> Vec<&'a Scenario> {
    let tried = |scenario: &Scenario| (view.tried)(&scenario.file.id).is_some();
    view.library
        .in_language(view.language)
        .filter(|scenario| passes(scenario, tried(scenario), draft))
        .collect()
}

/// Draws the row; filters that have no room in it wait behind one button.
pub fn filters_ui(ui: &mut Ui, theme: &Theme, view: &LibraryView<'_>, draft: &mut LibraryDraft, room: Room) {
    ui.horizontal_wrapped(|ui| {
        let gap = theme.gap(Space::S8);
        ui.spacing_mut().item_spacing = egui::vec2(gap, gap);
        let all = view.library.in_language(view.language).count();
        SearchField::new(&mut draft.search, &format!("Search {all} scenarios")).show(ui, theme);
        for dimension in Dimension::ALL {
            let on = draft.dimensions.contains(&dimension);
            if Filter::new(mark(dimension), on).show(ui, theme).clicked() {
                if on {
                    draft.dimensions.retain(|other| *other != dimension);
                } else {
                    draft.dimensions.push(dimension);
                }
            }
        }
        if room == Room::Narrow {
            let words = match draft.folded() {
                0 => "Filters".to_owned(),
                count => format!("Filters, {count} on"),
            };
            draft.folded_open |= Button::edge(&words).show(ui, theme).clicked();
        } else {
            draft.folded_open = false;
            if Filter::words(UNTRIED, draft.untried).show(ui, theme).clicked() {
                draft.untried = !draft.untried;
            }
            channels(view, draft).menu_ui(ui, theme, &mut draft.channel);
            difficulties(view, draft).menu_ui(ui, theme, &mut draft.difficulty);
        }
        if draft.filters() {
            let words = format!("{} of {all}", shown(view, draft).len());
            ui.label(theme.text(Role::Small, words).color(theme.colour.text3));
        }
    });
}

/// Draws the filters that had no room, over the screen, while they are open.
pub fn folded_ui(ui: &Ui, theme: &Theme, view: &LibraryView<'_>, draft: &mut LibraryDraft) {
    if !draft.folded_open {
        return;
    }
    let popup = Popup::new("Filters").show(ui, theme, |ui, _| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        channels(view, draft).segments_ui(ui, theme, &mut draft.channel);
        difficulties(view, draft).segments_ui(ui, theme, &mut draft.difficulty);
        ui.add_space(theme.gap(Space::S4));
        if Filter::words(UNTRIED, draft.untried).show(ui, theme).clicked() {
            draft.untried = !draft.untried;
        }
        let all = view.library.in_language(view.language).count();
        let words = format!("{} of {all} scenarios", shown(view, draft).len());
        ui.label(theme.text(Role::Small, words).color(theme.colour.text2));
    });
    if popup.closed {
        draft.folded_open = false;
    }
}

impl LibraryDraft {
    /// How many of the filters that may be folded are on.
    fn folded(&self) -> usize {
        usize::from(self.channel.is_some())
            + usize::from(self.difficulty.is_some())
            + usize::from(self.untried)
    }

    /// Whether anything is looked for.
    fn filters(&self) -> bool {
        self.folded() > 0 || !self.dimensions.is_empty() || !self.search.trim().is_empty()
    }
}

fn passes(scenario: &Scenario, tried: bool, draft: &LibraryDraft) -> bool {
    let file = &scenario.file;
    let words = format!("{} {} {} {}", file.title, file.summary, file.customer.name, file.channel.name())
        .to_lowercase();
    let found = draft.search.to_lowercase().split_whitespace().all(|word| words.contains(word));
    found
        && (draft.dimensions.is_empty() || draft.dimensions.iter().any(|&one| trains(scenario, one)))
        && draft.channel.is_none_or(|channel| file.channel == channel)
        && draft.difficulty.is_none_or(|difficulty| file.difficulty == difficulty)
        && !(draft.untried && tried)
}

/// The channels that there are; the chosen one stays even where its last scenario is gone.
fn channels(view: &LibraryView<'_>, draft: &LibraryDraft) -> Among<Channel> {
    let all = view.library.in_language(view.language).map(|scenario| scenario.file.channel);
    let all: BTreeSet<Channel> = all.chain(draft.channel).collect();
    Among { name: "Channel", any: "Any channel", all: all.into_iter().collect(), word: Channel::name }
}

/// The difficulties that there are; the chosen one stays even where its last scenario is gone.
fn difficulties(view: &LibraryView<'_>, draft: &LibraryDraft) -> Among<Difficulty> {
    let all = view.library.in_language(view.language).map(|scenario| scenario.file.difficulty);
    let all: BTreeSet<Difficulty> = all.chain(draft.difficulty).collect();
    Among {
        name: "Difficulty",
        any: "Any difficulty",
        all: all.into_iter().collect(),
        word: Difficulty::name,
    }
}

impl<T: Copy + PartialEq> Among<T> {
    /// Any, and each.
    fn rows(&self) -> Vec<&'static str> {
        std::iter::once(self.any).chain(self.all.iter().map(|&one| (self.word)(one))).collect()
    }

    fn at(&self, chosen: Option<T>) -> usize {
        self.all.iter().position(|&one| Some(one) == chosen).map_or(0, |index| index + 1)
    }

    fn pick(&self, row: usize) -> Option<T> {
        row.checked_sub(1).and_then(|index| self.all.get(index).copied())
    }

    /// A button with a list under it.
    fn menu_ui(&self, ui: &mut Ui, theme: &Theme, chosen: &mut Option<T>) {
        if let Some(row) = ChoiceMenu::new(self.name, &self.rows(), self.at(*chosen)).show(ui, theme) {
            *chosen = self.pick(row);
        }
    }

    /// All side by side under their name.
    fn segments_ui(&self, ui: &mut Ui, theme: &Theme, chosen: &mut Option<T>) {
        ui.add(Label::new(theme.text(Role::Label, self.name).color(theme.colour.text2)).wrap());
        ui.horizontal_wrapped(|ui| {
            let (gap, at) = (theme.gap(Space::S8), self.at(*chosen));
            ui.spacing_mut().item_spacing = egui::vec2(gap, gap);
            for (row, words) in self.rows().into_iter().enumerate() {
                if Segment::new(words, row == at).show(ui, theme).clicked() {
                    *chosen = self.pick(row);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::library::Library;
    use crate::rubric;

    /// The ids that pass, of all that are shipped; `late-gift` has been tried.
    fn ids(draft: &LibraryDraft) -> Vec<String> {
        let library = Library::open(&[], rubric::standard()).unwrap();
        let passes = |scenario: &&Scenario| passes(scenario, scenario.file.id == "late-gift", draft);
        library.in_language("").filter(passes).map(|scenario| scenario.file.id.clone()).collect()
    }

    #[test]
    fn nothing_chosen_lets_everything_pass() {
        let library = Library::open(&[], rubric::standard()).unwrap();
        assert_eq!(ids(&LibraryDraft::default()), library.ids().collect::<Vec<_>>());
        assert!(!LibraryDraft::default().filters());
    }

    #[test]
    fn every_filter_takes_away_what_it_says() {
        let all = ids(&LibraryDraft::default());
        let by = |draft: LibraryDraft| {
            assert!(draft.filters());
            ids(&draft)
        };
        let untried = by(LibraryDraft { untried: true, ..LibraryDraft::default() });
        assert!(untried.len() == all.len() - 1 && !untried.contains(&"late-gift".to_owned()));
        let counter = by(LibraryDraft { channel: Some(Channel::Counter), ..LibraryDraft::default() });
        assert_eq!(counter, ["gate-closed", "room-not-ready"]);
        let hard = LibraryDraft { difficulty: Some(Difficulty::Hard), ..LibraryDraft::default() };
        let hard_counter = LibraryDraft { channel: Some(Channel::Counter), ..hard.clone() };
        assert!(by(hard).contains(&"cut-off".to_owned()));
        assert_eq!(by(hard_counter), ["gate-closed"], "both must hold");
        let words = LibraryDraft { search: " ELEVEN counter ".into(), ..LibraryDraft::default() };
        assert_eq!(by(words), ["gate-closed"]);
    }

    #[test]
    fn two_dimensions_are_more_than_one() {
        let of = |dimensions: &[Dimension]| {
            ids(&LibraryDraft { dimensions: dimensions.to_vec(), ..LibraryDraft::default() }).len()
        };
        let empathy = of(&[Dimension::Empathy]);
        assert!(empathy > 0 && of(&[Dimension::Empathy, Dimension::Deescalation]) > empathy);
        assert!(of(&[Dimension::Ownership]) < of(&[]));
    }

    #[test]
    fn a_row_picks_what_it_says() {
        let among =
            Among { name: "", any: "Any", all: vec![Channel::Chat, Channel::Phone], word: Channel::name };
        assert_eq!(among.rows(), ["Any", "Chat", "Phone"]);
        for chosen in [None, Some(Channel::Chat), Some(Channel::Phone)] {
            assert_eq!(among.pick(among.at(chosen)), chosen);
        }
    }
}
