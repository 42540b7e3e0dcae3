namespace Maintenance.Api.Access;

/// <summary>
/// Names of authorisation policies, also for endpoints that Host maps beside ours (Ingest's telemetry). An endpoint that names none
/// requires a signed-in user.
/// </summary>
public static class AccessPolicies
{
    /// <summary>Users of all regions: for figures that cannot be filtered by region.</summary>
    public const string WholeFleet = "whole-fleet";

    /// <summary>Operators, engineers and admins of any region: recording maintenance.</summary>
    public const string Operator = "operator";

    /// <summary>Engineers and admins of any region: registering assets.</summary>
    public const string Engineer = "engineer";

    /// <summary>Engineers and admins of all regions: SQL, which cannot be filtered by region.</summary>
    public const string WholeFleetEngineer = "whole-fleet-engineer";

    /// <summary>Admins of all regions: accounts.</summary>
    public const string Admin = "admin";

    /// <summary>Engineers and admins of all regions may send telemetry for any asset over HTTP.</summary>
    public const string SendTelemetry = WholeFleetEngineer;
}
