//! Scenes of which only some rows matter: those rows, at 80x24 unless another size is named.

mod closing;
mod days;
mod fields;
mod finding;
mod home;
mod line;
mod lowest;
mod offered;
mod pages;
mod palettes;
mod preparing;
mod privacy;
mod sections;
