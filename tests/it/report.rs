//! The pages to hand on: what they say, and how a real browser takes them.
//!
//! `COMPOSURE_PAGES=DIR` keeps every page that is tested, with pictures, for somebody to look at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use composure::comparison::{Board, By, Columns, Means, Spread, Sums, Tallied};
use composure::debrief::Reflection;
use composure::lint::Rule;
use composure::report::{About, BoardAbout, Overridden, board_page, debrief_page};
use composure::rubric::{self, PerDimension};
use composure::scenario::{self, Scenario, Shared};
use composure::session::{Mode, Reply, Session, Setting};
use serde_json::{Value, json};

use crate::support::chromium::{Chromium, SETTLED};
use crate::support::{root, scratch};

/// What nobody should be able to make a page do.
const HOSTILE: &str = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">";
/// Right to left, with marks that turn the direction and never turn it back.
const TURNED: &str = "\u{202e}مرحبا\u{2067} abc";

fn shipped(id: &str) -> Arc<Scenario> {
    Arc::new(scenario::shipped().iter().find(|scenario| scenario.file.id == id).unwrap().clone())
}

fn start(scenario: Arc<Scenario>, mode: Mode) -> Session {
    Session::start(scenario, rubric::standard().clone(), Setting { mode, seed: 7, memory: None })
}

/// Options by their place in turn, until it is over.
fn guided(id: &str, choices: &[usize]) -> Session {
    let mut session = start(shipped(id), Mode::Guided);
    for index in 0..40 {
        if session.outcome().is_some() {
            break;
        }
        let options = session.scenario().file.turns[session.state().turn].options.len();
        session.reply(Reply::chosen(choices[index % choices.len()] % options)).unwrap();
    }
    session
}

const TYPED: [&str; 4] = [
    "I'm sorry, Ms Falk: we packed your mother's cup badly. That was our mistake, and I'll send another one today.",
    "I understand your frustration, but that isn't something our policy covers. You'd have to take that up with the courier. As \
     soon as possible, before Thursday.",
    "Her birthday is on Friday, so it leaves tonight and is there by Thursday. I'll write to you the moment it has left. Would \
     you rather have it at work, or at home?",
    "No, you needn't do anything: keep the halves or throw them out. I'm sorry for the trouble you've had already.",
];

fn example(fields: &str) -> Arc<Scenario> {
    let text = Rule::example(fields);
    let (scenario, problems) =
        scenario::read("example.ron", text.as_bytes(), &Shared::default(), rubric::standard());
    Arc::new(scenario.unwrap_or_else(|| panic!("{problems:#?}")))
}

fn typed(scenario: Arc<Scenario>, replies: &[&str]) -> Session {
    let mut session = start(scenario, Mode::Practice);
    for (index, text) in replies.iter().enumerate() {
        if session.outcome().is_some() {
            break;
        }
        let at_ms = Some(70_000 * (index as u64 + 1));
        session.reply(Reply { hints: (index == 1).into(), at_ms, ..Reply::typed(*text) }).unwrap();
    }
    session
}

fn dana() -> About {
    About { person: "Dana Okafor".into(), when: "12 October 2026, 18:20".into(), ..About::default() }
}

fn left() -> Session {
    let mut session = start(shipped("late-gift"), Mode::Assessment);
    session.leave();
    session
}

fn hostile() -> (Session, About) {
    let escaped = HOSTILE.replace('"', "\\\"");
    let scenario = example(&format!(
        "title: \"{escaped}\", customer: (name: \"{escaped}\", mood: (anger: 40, trust: 45, patience: 60))"
    ));
    let long =
        format!("I'm sorry. {}{HOSTILE} {TURNED}\r\n\u{0}\u{7}\tPlease bear with us.", "w".repeat(3000));
    let mut session = typed(scenario, &[&long, &format!("{TURNED} I'll send a new one today. {HOSTILE}")]);
    session.leave();
    let scores = PerDimension { empathy: Some(70), ownership: None, deescalation: Some(0) };
    let override_ =
        Some(Overridden { scores, reason: HOSTILE.into(), by: TURNED.into(), when: HOSTILE.into() });
    let mut session = session.rewound(1);
    session.reply(Reply::typed(format!("{HOSTILE} {TURNED}"))).unwrap();
    session.leave();
    let reflection = Some(Reflection { predicted: scores, note: HOSTILE.into(), suggestion: TURNED.into() });
    let (person, when, seal) = (HOSTILE.into(), TURNED.into(), Some(HOSTILE.into()));
    (session, About { person, when, seal, override_, reflection })
}

fn overridden() -> About {
    let scores = PerDimension { empathy: Some(70), ownership: Some(64), deescalation: None };
    let override_ = Some(Overridden {
        scores,
        reason: "The apology names the mistake in so many words; the scorer does not know the trade's word for it.".into(),
        by: "Ruth Adeyemi".into(),
        when: "13 October 2026".into(),
    });
    About { seal: Some("ed25519:5f1c…".into()), override_, ..dana() }
}

/// Debriefs by name: every kind of conversation that a page can be made of.
fn debriefs() -> Vec<(&'static str, String)> {
    let (session, about) = hostile();
    let long: Vec<&str> = TYPED.into_iter().cycle().take(30).collect();
    vec![
        ("debrief-guided", debrief_page(&guided("late-gift", &[1, 0, 2]), &dana())),
        ("debrief-best", debrief_page(&guided("double-charge", &[0]), &dana())),
        ("debrief-typed", debrief_page(&typed(example(""), &TYPED), &overridden())),
        ("debrief-long", debrief_page(&typed(shipped("gate-closed"), &long), &dana())),
        ("debrief-left", debrief_page(&left(), &About::default())),
        ("debrief-hostile", debrief_page(&session, &about)),
    ]
}

fn person(name: &str, cohort: &str, first: &[i32], better: i32) -> Tallied {
    let sums = |by: i32| -> Sums { first.iter().map(|value| value + by).collect() };
    let columns = |by: i32| Columns {
        all: sums(by),
        dimensions: PerDimension {
            empathy: sums(by + 90),
            ownership: sums(by - 120),
            deescalation: Sums::default(),
        },
    };
    let mut spread = Spread::default();
    spread.add(&sums(0));
    Tallied {
        name: name.into(),
        cohort: (!cohort.is_empty()).then(|| cohort.to_owned()),
        attempts: first.len() as i64 * 2,
        abandoned: first.len() as i64 / 2,
        overridden: i64::from(better > 150),
        values: Means { first: columns(0), best: columns(better), mean: columns(better / 2) },
        spread,
        gap: first.iter().map(|value| -value / 3).collect(),
    }
}

fn team() -> Board {
    Board::new(
        By::Person,
        vec![
            person("Dana Okafor", "May intake", &[720, 760, 705, 741], 120),
            person("Ruth Adeyemi", "May intake", &[310, 420, 505, 290], 220),
            person("Abe Lindqvist", "May intake", &[350, 460, 380], 90),
            person("Mei-Ling Zhou", "June intake", &[980, 1010, 995], 310),
            person("Tomás Ó Briain", "June intake", &[-180, -210, -600], 400),
            person("Ivo", "", &[640], 0),
            person("Nobody who has yet had the time to end a single one", "June intake", &[], 0),
        ],
    )
}

fn crowd() -> Board {
    let odd = [HOSTILE, "=cmd|' /C calc'!A0", "🙂🏳️‍🌈👩‍👩‍👧‍👦", TURNED, "\u{0}\u{1b}[31m", "a\nb"];
    let name = |index: usize| match odd.get(index) {
        Some(name) => (*name).to_owned(),
        None if index == 10 => "Very-long-name-without-a-gap".repeat(20),
        None => format!("Person {index:03}"),
    };
    let row = |index: usize| {
        let middle = (index as i32 * 37) % 2600 - 800;
        person(&name(index), "", &[middle, middle + 40, middle - 30], 200)
    };
    Board::new(By::Person, (0..500).map(row).collect())
}

fn boards() -> Vec<(&'static str, String)> {
    let about = BoardAbout {
        title: "Support team, autumn".into(),
        when: "12 October 2026".into(),
        lines: vec![
            "Attempts from 1 September to 11 October 2026.".into(),
            "Without guided attempts.".into(),
        ],
    };
    let one = Board::new(By::Cohort, vec![person("May", "May intake", &[420, 510], 80)]);
    let hostile = BoardAbout { title: HOSTILE.into(), when: TURNED.into(), lines: vec![HOSTILE.into()] };
    vec![
        ("board-team", board_page(&team(), &about)),
        ("board-empty", board_page(&Board::new(By::Person, Vec::new()), &about)),
        ("board-one", board_page(&one, &about)),
        ("board-crowd", board_page(&crowd(), &hostile)),
    ]
}

/// Where pages are written: a folder that somebody looks into, or one that is made for the test.
fn folder() -> PathBuf {
    let wished = std::env::var_os("COMPOSURE_PAGES").map(PathBuf::from);
    wished.inspect(|folder| std::fs::create_dir_all(folder).unwrap()).unwrap_or_else(|| scratch("pages"))
}

fn write(name: &str, page: &str) -> PathBuf {
    let path = folder().join(format!("{name}.html"));
    std::fs::write(&path, page).unwrap();
    path
}

#[test]
fn a_page_is_the_same_every_time() {
    assert_eq!(debriefs(), debriefs());
    assert_eq!(boards(), boards());
}

#[test]
fn nothing_from_outside_is_markup() {
    for (name, page) in debriefs().into_iter().chain(boards()) {
        assert!(!page.contains("<script"), "{name}");
        assert!(!page.contains("<img"), "{name}");
        assert!(!page.contains(" style="), "{name}: the policy forbids styles in attributes");
        assert!(
            !page.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t'),
            "{name}"
        );
        assert!(!page.contains("http://") && !page.contains("https://"), "{name} names a place outside");
    }
}

#[test]
fn a_conversation_that_was_left_says_so() {
    let page = debrief_page(&left(), &About::default());
    assert!(page.contains("Left before the end"));
    assert!(page.contains("left before the first reply"));
    assert!(page.contains("No reply was given"));
    assert!(!page.contains("role=\"img\""), "there is nothing to draw");
}

#[test]
fn the_machines_scores_stay_beside_the_trainers() {
    let session = typed(example(""), &TYPED);
    let page = debrief_page(&session, &overridden());
    let machine = session.scores().empathy.unwrap();
    for words in
        ["Machine", "Trainer", "Ruth Adeyemi", &format!("<b>{machine}</b>"), "<b>70</b>", "Not rated"]
    {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn what_was_thought_and_tried_stands_beside_what_came_of_it() {
    let first = typed(example(""), &["I see. What happened?"]);
    let mut session = first.rewound(0);
    session.reply(Reply::typed(TYPED[0])).unwrap();
    let predicted = PerDimension { empathy: Some(33), ..PerDimension::default() };
    let reflection = Some(Reflection {
        predicted,
        note: "Name the mistake first.".into(),
        suggestion: "More time.".into(),
    });
    let page = debrief_page(&session, &About { reflection, ..dana() });
    for words in [
        "Predicted</span> <b>33</b>",
        "Name the mistake first.",
        "More time.",
        "What was tried before",
        "Not over when it was taken back",
        "the new reply earned ",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let plain = debrief_page(&typed(example(""), &TYPED), &dana());
    for words in ["Predicted", "Looking back", "What was tried before"] {
        assert!(!plain.contains(words), "{words}");
    }
}

#[test]
fn a_loss_has_a_true_minus_and_every_claim_its_points() {
    let session = typed(example(""), &TYPED);
    let page = debrief_page(&session, &dana());
    let mut findings = session.steps().iter().flat_map(|step| &step.receipt.findings);
    let lost = findings.find(|finding| finding.points < 0).unwrap();
    assert!(page.contains(&format!("<b class=\"points\">−{}</b>", lost.points.abs())), "{lost:?}");
    assert!(page.contains(&session.receipt()));
}

#[test]
fn only_a_rank_that_the_data_give_is_shown() {
    let page = board_page(&team(), &BoardAbout::default());
    assert!(page.contains("level with 1 other<"), "Ruth and Abe overlap");
    assert!(page.contains("<td class=\"place\">1</td>"), "Mei-Ling is ahead of all");
    assert!(page.contains("too few to tell"));
    assert!(page.contains("their order says nothing"));
    let empty = board_page(&Board::new(By::Person, Vec::new()), &BoardAbout::default());
    assert!(empty.contains("Nothing to compare yet") && !empty.contains("<table"));
}

#[test]
fn the_colours_are_those_of_the_window() {
    let style = std::fs::read_to_string(root().join("assets/report/style.css")).unwrap();
    let (light, dark) = style.split_once("prefers-color-scheme: dark").unwrap();
    for (theme, css) in [("light", light), ("dark", dark)] {
        let theme = std::fs::read_to_string(root().join(format!("assets/theme/{theme}.ron"))).unwrap();
        let colours = theme.split_once("colour: (").unwrap().1.split_once(')').unwrap().0;
        for line in colours.lines().filter_map(|line| line.trim().split_once(": \"#")) {
            let token = format!("--{}: #{};", line.0, line.1.trim_end_matches("\","));
            assert!(css.contains(&token), "{token}");
        }
    }
}

#[test]
fn a_browser_takes_debriefs_as_they_are_meant() {
    let Some(mut browser) = Chromium::start() else { return };
    for (name, page) in debriefs() {
        check(&mut browser, name, &page);
        check_mood(&mut browser, name);
    }
}

#[test]
fn a_browser_takes_boards_as_they_are_meant() {
    let Some(mut browser) = Chromium::start() else { return };
    for (name, page) in boards() {
        check(&mut browser, name, &page);
        check_board(&mut browser, name);
    }
}

#[test]
fn what_a_page_must_not_do_is_heard() {
    let Some(mut browser) = Chromium::start() else { return };
    let page = board_page(&team(), &BoardAbout::default());
    let policy = page.lines().find(|line| line.contains("Content-Security-Policy")).unwrap();
    for bad in [
        "<script>document.title = 'run'</script>",
        "<style>body { color: red }</style>",
        "<p style='color: red'>styled</p>",
        "<img src='http://127.0.0.1:9/picture.png' alt=''>",
        "<a id='run' href='x' onclick='document.title = 1'>run</a><svg onload=\"document.title = 'run'\"></svg>",
    ] {
        let path =
            write("bad", &format!("<!doctype html><html><head>{policy}</head><body>{bad}</body></html>"));
        let events = browser.open(&path);
        let refused = events.iter().any(|event| event["method"] == "Audits.issueAdded");
        assert!(refused, "{bad}: {events:#?}");
        assert_ne!(browser.evaluate("document.title"), "run", "{bad}");
    }
}

/// Everything that holds for any page.
fn check(browser: &mut Chromium, name: &str, page: &str) {
    browser.resize(1280);
    browser.show_as("screen", "light");
    let path = write(name, page);
    let events = browser.open(&path);
    check_quiet(name, &path, &events);
    let title = browser.evaluate("document.title");
    assert_ne!(title, "run", "{name}: something ran");
    assert_eq!(browser.evaluate("document.scripts.length"), 0, "{name}");
    assert_eq!(
        browser.evaluate("getComputedStyle(document.body).display + getComputedStyle(document.querySelector('main')).display"),
        "blockgrid",
        "{name}: the style is taken"
    );
    check_print(browser, name);
    browser.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
    for scheme in ["light", "dark"] {
        browser.show_as("screen", scheme);
        let faint = browser.evaluate(CONTRAST);
        assert_eq!(faint, json!([]), "{name} in {scheme}");
    }
    check_tree(browser, name);
    for width in [360, 1280] {
        browser.resize(width);
        let wide = browser.evaluate("document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= u64::from(width), "{name} is {wide} wide at {width}");
    }
    keep_pictures(browser, name);
}

/// Nothing said on the console, nothing refused, nothing asked of anybody.
fn check_quiet(name: &str, path: &Path, events: &[Value]) {
    for event in events {
        let method = event["method"].as_str().unwrap_or_default();
        let loud =
            ["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Audits.issueAdded"];
        assert!(!loud.contains(&method), "{name}: {event}");
        if method == "Network.requestWillBeSent" {
            let url = event["params"]["request"]["url"].as_str().unwrap();
            assert_eq!(url, format!("file://{}", path.display()), "{name} asks for something");
        }
    }
    assert!(events.iter().any(|event| event["method"] == "Network.requestWillBeSent"), "events are heard");
}

/// On paper: what is folded away on the screen is open, in light colours, and there is a document.
fn check_print(browser: &mut Chromium, name: &str) {
    browser.show_as("print", "dark");
    let folded = "[...document.querySelectorAll('details table')].filter(t => t.getBoundingClientRect().height < 20 \
                  || !t.checkVisibility({ contentVisibilityAuto: true })).length";
    assert_eq!(browser.evaluate(folded), 0, "{name}: a table stays folded on paper");
    let ground = browser.evaluate("getComputedStyle(document.body).backgroundColor");
    assert_eq!(ground, "rgb(255, 255, 255)", "{name}");
    assert_eq!(browser.evaluate(CONTRAST), json!([]), "{name} in print");
    let printed = browser.printed();
    assert!(printed.starts_with(b"%PDF"), "{name}");
    if std::env::var_os("COMPOSURE_PAGES").is_some() {
        std::fs::write(folder().join(format!("{name}.pdf")), printed).unwrap();
    }
    browser.show_as("screen", "light");
}

/// What assistive technology is told.
fn check_tree(browser: &mut Chromium, name: &str) {
    let tree = browser.call("Accessibility.getFullAXTree", json!({}));
    let nodes: Vec<&Value> =
        tree["nodes"].as_array().unwrap().iter().filter(|node| node["ignored"] != true).collect();
    let text = |node: &Value, field: &str| node[field]["value"].as_str().unwrap_or_default().to_owned();
    let with_role = |role: &str| -> Vec<&Value> {
        nodes.iter().filter(|node| node["role"]["value"] == role).copied().collect()
    };
    let level = |node: &Value| {
        let properties = node["properties"].as_array().unwrap();
        properties.iter().find(|one| one["name"] == "level").unwrap()["value"]["value"].as_u64().unwrap()
    };
    let levels: Vec<u64> = with_role("heading").into_iter().map(level).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}: {levels:?}");
    assert_eq!(levels[0], 1, "{name}: {levels:?}");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    for role in ["banner", "main", "contentinfo"] {
        assert_eq!(with_role(role).len(), 1, "{name}: {role}");
    }
    let charts = browser.evaluate("document.querySelectorAll('svg[role=img]').length").as_u64().unwrap();
    let tree = browser.call("Accessibility.getFullAXTree", json!({}));
    let images: Vec<&Value> =
        tree["nodes"].as_array().unwrap().iter().filter(|node| node["role"]["value"] == "image").collect();
    assert_eq!(images.len() as u64, charts, "{name}");
    for image in images {
        assert!(text(image, "name").len() > 10, "{name}: {image}");
    }
    for table in with_role("table") {
        assert!(!text(table, "name").is_empty(), "{name}: a table without a caption: {table}");
    }
    let bare = "[...document.querySelectorAll('table')].filter(t => !t.caption || !t.tHead.querySelector('th[scope=col]') \
                || [...t.tBodies[0].rows].some(r => !r.querySelector('th[scope=row]'))).length";
    assert_eq!(browser.evaluate(bare), 0, "{name}: a table without headers");
    let tables = browser.evaluate("document.querySelectorAll('table').length").as_u64().unwrap();
    assert!(tables >= charts.min(1), "{name}: a chart without a table");
    assert!(with_role("columnheader").len() as u64 >= tables * 2, "{name}");
    let undescribed = "[...document.querySelectorAll('svg[role=img]')].filter(svg => svg.getAttribute('aria-labelledby')\
                       .split(' ').some(id => !document.getElementById(id)?.textContent.trim())).length";
    assert_eq!(browser.evaluate(undescribed), 0, "{name}: a chart without title and description");
}

/// The course of the mood as it is drawn, against the table behind it.
fn check_mood(browser: &mut Chromium, name: &str) {
    let drawn = browser.evaluate(
        "['anger', 'trust', 'patience'].map(key => {
            const lines = [...document.querySelectorAll(`.mood g.${key} line`)];
            const value = (line, end) => 100 - (line.getAttribute('y' + end) - 14) / 2;
            return lines.length ? [value(lines[0], 1), ...lines.map(line => value(line, 2))] : [];
        })",
    );
    let told = browser.evaluate(
        "[1, 2, 3].map(cell => [...document.querySelectorAll('details table tbody tr')].map(row => +row.cells[cell].textContent))",
    );
    assert_eq!(drawn, told, "{name}");
    let rings = browser.evaluate(
        "[...document.querySelectorAll('.ring')].map(ring => {
            const rows = [...document.querySelectorAll('details table tbody tr')];
            const row = rows.findIndex(row => row.cells[0].textContent.endsWith('turn ' + ring.textContent.trim()));
            const circle = ring.querySelector('circle');
            const across = Math.abs(parseFloat(circle.getAttribute('cx')) - 100 * row / (rows.length - 1)) < 0.01;
            return row > 0 && across && circle.getAttribute('cy') == 14 + 2 * (100 - rows[row].cells[1].textContent);
        })",
    );
    assert!(rings.as_array().unwrap().iter().all(|fits| *fits == true), "{name}: {rings}");
}

/// Every row as it is drawn, against the table below.
fn check_board(browser: &mut Chromium, name: &str) {
    let wrong = browser.evaluate(
        "(() => {
            const minus = text => +text.replaceAll('−', '-');
            const value = place => Math.round((parseFloat(place) * 15 - 250) / 10);
            const near = (place, text) => Math.abs(value(place) - Math.min(125, Math.max(-25, minus(text)))) <= 1;
            const rows = [...document.querySelectorAll('.rows .whisker')];
            const table = document.querySelector('table.board');
            const cells = table ? [...table.tBodies[0].rows] : [];
            if (rows.length != cells.length) return ['rows'];
            return rows.flatMap((row, index) => {
                const [first, best] = [2, 3].map(cell => cells[index].cells[cell]);
                const figure = cell => cell.firstChild.textContent;
                const dot = row.querySelector('circle, .arrow.first'), diamond = row.querySelector('.best, .arrow.hollow');
                const line = row.querySelector('line'), interval = first.querySelector('.interval');
                const wrong = [];
                if (!!dot != (figure(first) != '–')) wrong.push('dot');
                if (dot && !near(dot.getAttribute('cx') ?? dot.getAttribute('x'), figure(first))) wrong.push('first');
                // A figure at the very end has been rounded to it from either side.
                const mean = minus(figure(first)), at_end = mean == -25 || mean == 125;
                if (dot && !at_end && dot.matches('.arrow') != (mean < -25 || mean > 125)) wrong.push('arrow');
                if (!!diamond != (figure(best) != '–')) wrong.push('diamond');
                if (diamond && !near(diamond.getAttribute('x'), figure(best))) wrong.push('best');
                if (!!line != !!interval) wrong.push('line');
                if (line) interval.textContent.split(' to ').forEach((end, i) => {
                    if (!near(line.getAttribute('x' + (i + 1)), end)) wrong.push('end ' + end);
                });
                return wrong.map(what => what + ' of row ' + index + ': ' + cells[index].textContent);
            });
        })()",
    );
    assert_eq!(wrong, json!([]), "{name}");
}

/// Every text whose colour stands out too little from what lies behind it (WCAG 2.1, 4.5).
const CONTRAST: &str = "(() => {
    const channels = colour => (colour.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    const luminance = ([r, g, b]) => [[r, 0.2126], [g, 0.7152], [b, 0.0722]].reduce((sum, [c, share]) => {
        c /= 255;
        return sum + share * (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    }, 0);
    const behind = element => {
        for (; element; element = element.parentElement) {
            const [r, g, b, a = 1] = channels(getComputedStyle(element).backgroundColor);
            if (a == 1) return [r, g, b];
            if (a > 0) return null;
        }
        return [255, 255, 255];
    };
    const faint = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
        const element = node.parentElement;
        if (!node.textContent.trim() || element.closest('title, desc') || !element.checkVisibility()) continue;
        const style = getComputedStyle(element);
        const colour = luminance(channels(element.closest('svg') ? style.fill : style.color));
        const ground = behind(element);
        if (!ground) { faint.push('a half clear ground: ' + node.textContent); continue; }
        const [low, high] = [colour, luminance(ground)].sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) < 4.5) faint.push(`${((high + 0.05) / (low + 0.05)).toFixed(2)}: ${node.textContent}`);
    }
    return faint;
})()";

/// Pictures for somebody to look at, where they were asked for.
fn keep_pictures(browser: &mut Chromium, name: &str) {
    if std::env::var_os("COMPOSURE_PAGES").is_none() || name.ends_with("crowd") {
        return;
    }
    browser.evaluate("document.querySelectorAll('details').forEach(details => details.open = false)");
    for (media, scheme, width) in [
        ("screen", "light", 1280),
        ("screen", "dark", 1280),
        ("screen", "light", 400),
        ("print", "light", 760),
    ] {
        browser.show_as(media, scheme);
        browser.resize(width);
        browser.evaluate(SETTLED);
        let picture = browser.picture();
        std::fs::write(folder().join(format!("{name}-{media}-{scheme}-{width}.png")), picture).unwrap();
    }
}
