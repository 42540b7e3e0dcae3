#!/usr/bin/env bash
# Run once by the image's entry point: creates the database, its writer and its reader (docs/operations/options.md, section Store).
quoted() { sed "s/[\\\\']/&&/g" "/run/secrets/$1"; }
docker_process_sql <<SQL
CREATE DATABASE maintenance;
CREATE USER maintenance IDENTIFIED BY '$(quoted store-writer-password)';
CREATE USER reader IDENTIFIED BY '$(quoted store-reader-password)';
GRANT ALL ON maintenance.* TO maintenance WITH GRANT OPTION;
SQL
