namespace Maintenance.Api.Access;

/// <summary>Names of the authentication schemes.</summary>
public static class AccessSchemes
{
    /// <summary>Chooses one of the two below by the request.</summary>
    public const string Either = "Maintenance";

    /// <summary>People, in a browser.</summary>
    public const string Cookie = "Cookie";

    /// <summary>Programs, by <c>Authorization: Bearer</c>.</summary>
    public const string Bearer = "Bearer";
}
