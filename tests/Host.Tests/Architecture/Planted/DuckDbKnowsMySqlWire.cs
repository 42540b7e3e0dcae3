namespace Maintenance.Store.Sql.DuckDb.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class DuckDbKnowsMySqlWire
{
    public Maintenance.Store.Sql.MySql.Planted.MySqlWireKnowsDuckDb? Known { get; set; }
}
