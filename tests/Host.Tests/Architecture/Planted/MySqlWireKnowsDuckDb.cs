namespace Maintenance.Store.MySqlWire.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class MySqlWireKnowsDuckDb
{
    public Maintenance.Store.DuckDb.Planted.DuckDbKnowsMySqlWire? Known { get; set; }
}
