//! `composure scores show`: the debrief of an attempt, played again from what is kept.

use clap::Args;

use super::super::terminal::{Paint, plain, print};
use super::super::{Failure, json, play};
use super::{Shape, find, local};
use crate::debrief::Reflection;
use crate::records::{Content, Ended, Listed, Missing, Records, Shelf, Store};
use crate::report::{About, Overridden, debrief_page};
use crate::rubric::Dimension;
use crate::scoring::{SCORER_VERSION, Scores};
use crate::session::Session;

#[derive(Debug, Args)]
pub struct ShowArguments {
    /// The attempt, by at least four signs of its id.
    id: String,
    /// text, json or html.
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

/// Runs the command.
pub fn run(records: &mut Records, arguments: &ShowArguments) -> Result<(), Failure> {
    // One's own practice is here even where a team's store is named.
    let here = find(records.local(), &arguments.id);
    let (store, listed) = match here {
        Ok(listed) => (records.local(), listed),
        Err(_) => {
            let store = records.shared_store()?;
            let listed = find(store, &arguments.id)?;
            (store, listed)
        }
    };
    let ended = store.ended(&listed)?.ok_or_else(|| not_ended(&listed))?;
    let session = replayed(store, &ended)?;
    let reflection = store.reflection(&listed.id)?;
    match arguments.format {
        Shape::Text => print(&text(&listed, &session, reflection.as_ref())),
        Shape::Json => {
            let mut played = serde_json::to_value(json::played(&session)).expect("plain data serialises");
            if let Some(view) = &listed.overridden {
                played["trainer"] = json::trainer(view);
            }
            if let Some(reflection) = &reflection {
                played["reflection"] = serde_json::to_value(reflection).expect("plain data serialises");
            }
            print(&format!("{played:#}\n"))
        }
        Shape::Html => {
            // A page is handed on; the note is for whoever wrote it.
            let shared = reflection.map(|reflection| Reflection { note: String::new(), ..reflection });
            let shared = shared.filter(|reflection| !reflection.is_empty());
            print(&debrief_page(&session, &about(&listed, shared)))
        }
        Shape::Csv => Err(arguments.format.refuse("show", "text, json or html")),
    }
}

fn not_ended(listed: &Listed) -> Failure {
    let (id, scenario) = (listed.id.short(), &listed.scenario);
    Failure::Unknown(match listed.ended_at {
        None => {
            format!("the attempt {id} has not ended; `composure play {scenario} --resume` goes on with it")
        }
        Some(_) => format!("what was said in the attempt {id} is not in this store"),
    })
}

/// The conversation again, with the scenario and the rubric of then.
fn replayed(store: &mut Store, ended: &Ended) -> Result<Session, Failure> {
    let attempt = &ended.attempt;
    let kept: Vec<Content> = [store.content(&attempt.scenario_hash)?, store.content(&attempt.rubric_hash)?]
        .into_iter()
        .flatten()
        .collect();
    let found = Shelf::default().of(attempt, |hash| kept.iter().find(|content| content.hash == hash));
    let (scenario, rubric) = found.map_err(|missing| {
        let what = match missing {
            Missing::Scenario => "scenario",
            Missing::Rubric => "rubric",
        };
        Failure::Unknown(format!("the {what} it was played with is not in this store, or was changed"))
    })?;
    attempt.replay(&scenario, &rubric).map_err(|error| Failure::Unknown(error.to_string()))
}

fn shown(score: Option<u8>) -> String {
    score.map_or_else(|| "not rated".to_owned(), |score| score.to_string())
}

fn about(listed: &Listed, reflection: Option<Reflection>) -> About {
    let override_ = listed.overridden.as_ref().map(|view| Overridden {
        scores: view.scores,
        reason: view.reason.clone(),
        by: view.trainer.clone(),
        when: local(view.at),
    });
    About {
        person: listed.person.clone(),
        when: local(listed.ended_at.unwrap_or(listed.began_at)),
        seal: Some(format!("attempt {}, entry {} of desk {}", listed.id, listed.number, listed.desk)),
        override_,
        reflection,
    }
}

fn text(listed: &Listed, session: &Session, reflection: Option<&Reflection>) -> String {
    let paint = Paint::stdout();
    let ended = listed.ended_at.map_or_else(String::new, local);
    let mut text =
        paint.strong(&format!("\n{} · {} · {ended}\n", plain(&listed.title), plain(&listed.person)));
    for step in session.steps() {
        let customer = &session.scenario().file.customer.name;
        text +=
            &format!("{}: {}\nYou: {}\n", paint.strong(customer), plain(&step.customer), plain(&step.reply));
    }
    if !session.line().is_empty() && session.steps().last().is_none_or(|step| step.customer != session.line())
    {
        text +=
            &format!("{}: {}\n", paint.strong(&session.scenario().file.customer.name), plain(session.line()));
    }
    let predicted = reflection.map_or_else(Scores::default, |reflection| reflection.predicted);
    text += &play::debrief_text(session, &predicted);
    let thoughts = reflection.into_iter().flat_map(|reflection| {
        [("What you take along", &reflection.note), ("What the team could do better", &reflection.suggestion)]
    });
    for (title, words) in thoughts.filter(|(_, words)| !words.is_empty()) {
        text += &format!("\n{}\n{}\n", paint.strong(title), plain(words));
    }
    if listed.scorer != i64::from(SCORER_VERSION) {
        text += &format!(
            "\nVersion {} of the scorer gave other scores then: {}. Above is what version {SCORER_VERSION} gives.\n",
            listed.scorer,
            Dimension::ALL
                .map(|dimension| format!("{dimension} {}", shown(*listed.scores.get(dimension))))
                .join(", ")
        );
    }
    if let Some(view) = &listed.overridden {
        text += &paint.strong(&format!("\nThe trainer {} sees it otherwise\n", plain(&view.trainer)));
        for dimension in Dimension::ALL {
            if let Some(score) = *view.scores.get(dimension) {
                text += &format!("  {dimension}: {score}\n");
            }
        }
        text += &format!("  {}\n", plain(&view.reason));
    }
    text
}
