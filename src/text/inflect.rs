//! The forms of English verbs and nouns, so that a word list needs each word once.

/// Verbs whose past forms no rule gives: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bite", "bit", "bitten"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("forget", "forgot", "forgotten"),
    ("get", "got", "gotten"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("let", "let", "let"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("ring", "rang", "rung"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("show", "showed", "shown"),
    ("shut", "shut", "shut"),
    ("sit", "sat", "sat"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("understand", "understood", "understood"),
    ("wake", "woke", "woken"),
    ("wear", "wore", "worn"),
    ("win", "won", "won"),
    ("write", "wrote", "written"),
];

/// Two-syllable verbs that double nothing although they end like `stop` does.
const NEVER_DOUBLED: &[&str] = &[
    "answer", "bother", "cover", "deliver", "happen", "listen", "matter", "offer", "open", "order", "suffer",
    "visit",
];

/// Base, third person, past, participle and -ing form of a verb given in its base form.
/// Only the first word of `pick up` changes.
pub fn verb_forms(base: &str) -> Vec<String> {
    let (verb, rest) = base.split_once(' ').map_or((base, ""), |(verb, rest)| (verb, rest));
    let (past, participle) = match IRREGULAR.iter().find(|entry| entry.0 == verb) {
        Some(&(_, past, participle)) => (past.to_owned(), participle.to_owned()),
        None => {
            let past = with_suffix(verb, "ed");
            (past.clone(), past)
        }
    };
    let mut forms = vec![verb.to_owned(), third_person(verb), past, participle, with_suffix(verb, "ing")];
    forms.dedup();
    forms.iter().map(|form| if rest.is_empty() { form.clone() } else { format!("{form} {rest}") }).collect()
}

/// Singular and plural of a noun; only the last word of `late fee` changes.
pub fn noun_forms(base: &str) -> Vec<String> {
    let (rest, noun) = base.rsplit_once(' ').map_or(("", base), |(rest, noun)| (rest, noun));
    let plural = third_person(noun);
    [noun.to_owned(), plural]
        .iter()
        .map(|form| if rest.is_empty() { form.clone() } else { format!("{rest} {form}") })
        .collect()
}

fn third_person(word: &str) -> String {
    match word {
        "be" => return "is".into(),
        "have" => return "has".into(),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix('y')
        && !ends_in_vowel(stem)
    {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end));
    format!("{word}{}", if hisses { "es" } else { "s" })
}

fn with_suffix(verb: &str, suffix: &str) -> String {
    if let Some(stem) = verb.strip_suffix("ie") {
        return if suffix == "ing" { format!("{stem}ying") } else { format!("{verb}d") };
    }
    if let Some(stem) = verb.strip_suffix('e')
        && !verb.ends_with("ee")
        && verb != "be"
    {
        return format!("{stem}{suffix}");
    }
    if let Some(stem) = verb.strip_suffix('y')
        && suffix == "ed"
        && !ends_in_vowel(stem)
    {
        return format!("{stem}ied");
    }
    match verb.chars().last() {
        Some(last) if doubles(verb) => format!("{verb}{last}{suffix}"),
        _ => format!("{verb}{suffix}"),
    }
}

/// `stop` and `refer` double their last letter, `fix`, `wait` and `offer` do not.
fn doubles(verb: &str) -> bool {
    let mut backwards = verb.chars().rev();
    let (Some(last), Some(vowel), Some(before)) = (backwards.next(), backwards.next(), backwards.next())
    else {
        return false;
    };
    let is_vowel = |letter: char| "aeiou".contains(letter);
    !is_vowel(last)
        && !"wxy".contains(last)
        && is_vowel(vowel)
        && !is_vowel(before)
        && (verb.len() <= 4
            || ["refer", "admit", "commit", "upset", "regret", "forget", "begin"].contains(&verb))
        && !NEVER_DOUBLED.contains(&verb)
}

fn ends_in_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        assert_eq!(verb_forms("send"), ["send", "sends", "sent", "sending"]);
        assert_eq!(verb_forms("stop"), ["stop", "stops", "stopped", "stopping"]);
        assert_eq!(verb_forms("worry"), ["worry", "worries", "worried", "worrying"]);
        assert_eq!(verb_forms("arrange"), ["arrange", "arranges", "arranged", "arranging"]);
        assert_eq!(verb_forms("pick up"), ["pick up", "picks up", "picked up", "picking up"]);
        assert_eq!(verb_forms("fix"), ["fix", "fixes", "fixed", "fixing"]);
        assert_eq!(verb_forms("see"), ["see", "sees", "saw", "seen", "seeing"]);
    }

    #[test]
    fn nouns() {
        assert_eq!(noun_forms("late fee"), ["late fee", "late fees"]);
        assert_eq!(noun_forms("delivery"), ["delivery", "deliveries"]);
    }
}
