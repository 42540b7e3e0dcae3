namespace Maintenance.Store.Sql.MySql;

/// <summary>Servers whose SQL and limits the MySQL-wire engine knows.</summary>
public enum MySqlWireDialect
{
    /// <summary>MariaDB 10.11 or later, alone or as a Galera cluster.</summary>
    MariaDb,
}
