//! Pages to hand on: a debrief and a team's board as one HTML file each, for any browser, without script.
