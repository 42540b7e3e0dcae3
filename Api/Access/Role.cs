namespace Maintenance.Api.Access;

/// <summary>What a user may do; each includes those before it.</summary>
public enum Role
{
    /// <summary>Sees.</summary>
    Viewer,

    /// <summary>Sees, and acts on alarms.</summary>
    Operator,

    /// <summary>Registers assets, queries in SQL.</summary>
    Engineer,

    /// <summary>Everything, accounts among it.</summary>
    Admin,
}
