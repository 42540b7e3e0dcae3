namespace Maintenance.Api.Access;

/// <summary>What a user may do; each role includes the ones before it.</summary>
public enum Role
{
    /// <summary>Views.</summary>
    Viewer,

    /// <summary>Views, acts on alarms and records maintenance.</summary>
    Operator,

    /// <summary>Also registers assets, manages models and runs SQL.</summary>
    Engineer,

    /// <summary>Everything, including accounts.</summary>
    Admin,
}
