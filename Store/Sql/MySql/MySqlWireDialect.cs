namespace Maintenance.Store.Sql.MySql;

/// <summary>SQL dialects of the MySQL-wire engine.</summary>
public enum MySqlWireDialect
{
    /// <summary>MariaDB 10.11 or later, alone or as a Galera cluster.</summary>
    MariaDb,
}
