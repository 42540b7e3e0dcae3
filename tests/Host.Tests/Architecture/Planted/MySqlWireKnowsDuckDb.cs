namespace Maintenance.Store.Sql.MySql.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class MySqlWireKnowsDuckDb
{
    public Maintenance.Store.Sql.DuckDb.Planted.DuckDbKnowsMySqlWire? Known { get; set; }
}
