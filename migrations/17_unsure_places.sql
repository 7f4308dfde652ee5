-- Who is unsure about a place that has no row; and what changes its columns is dropped, for the definitions to make again.

CREATE TABLE tickets.unsure_places (
  cluster text NOT NULL,
  location_name text,
  comment text,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  cluster_key text GENERATED ALWAYS AS (tickets.name_key(cluster)) STORED NOT NULL,
  location_key text GENERATED ALWAYS AS (coalesce(tickets.name_key(location_name), '')) STORED NOT NULL,
  CONSTRAINT unsure_places_pkey PRIMARY KEY (cluster_key, location_key)
);

COMMENT ON TABLE tickets.unsure_places IS
  'Places without a row in a gazetteer about which a person was unsure. Once the row is decided about, its own columns count.';
COMMENT ON COLUMN tickets.unsure_places.cluster IS 'The cluster; compares by cluster_key.';
COMMENT ON COLUMN tickets.unsure_places.location_name IS 'A network name of the place; NULL: the cluster itself. Compares by location_key.';
COMMENT ON COLUMN tickets.unsure_places.comment IS 'Why; free text.';
COMMENT ON COLUMN tickets.unsure_places.decided_by IS 'Who: the database user, or the name given with --by.';
COMMENT ON COLUMN tickets.unsure_places.decided_at IS 'When.';
COMMENT ON COLUMN tickets.unsure_places.cluster_key IS 'tickets.name_key(cluster).';
COMMENT ON COLUMN tickets.unsure_places.location_key IS 'tickets.name_key(location_name); empty for the cluster itself.';

DROP VIEW IF EXISTS tickets.places_to_review;
DROP FUNCTION IF EXISTS tickets.apply_decisions(jsonb);
DROP FUNCTION IF EXISTS tickets.preview_decisions(jsonb);
DROP FUNCTION IF EXISTS tickets.resolve_decisions(jsonb);
