// Empty on purpose: this target only carries pkg-config's flags; the C target beside it includes the headers.
