-- Which nodes were members of a cluster a moment ago: a node that may begin a new cluster looks here
-- first whether there is one, because a network that is cut in two looks empty from the smaller side.
CREATE TABLE node_presence (
  cluster varchar(128) NOT NULL,
  host    varchar(255) NOT NULL,
  port    integer      NOT NULL,
  seen_at timestamptz  NOT NULL,
  PRIMARY KEY (cluster, host, port)
);
