namespace Maintenance.Api.Access;

/// <summary>Names of the authentication schemes.</summary>
public static class AccessSchemes
{
    /// <summary>Selects one of the two below per request.</summary>
    public const string Either = "Maintenance";

    /// <summary>People in a browser.</summary>
    public const string Cookie = "Cookie";

    /// <summary>Programs, by <c>Authorization: Bearer</c>.</summary>
    public const string Bearer = "Bearer";
}
