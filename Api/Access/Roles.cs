namespace Maintenance.Api.Access;

/// <summary>Role names as stored and shown: lower case.</summary>
public static class Roles
{
    public static IReadOnlyList<string> Names { get; } = ["viewer", "operator", "engineer", "admin"];

    public static string NameOf(Role role) => Names[(int)role];

    public static bool TryParse(string? text, out Role role)
    {
        for (var i = 0; i < Names.Count; i++)
            if (string.Equals(Names[i], text, StringComparison.OrdinalIgnoreCase))
            {
                role = (Role)i;
                return true;
            }
        role = default;
        return false;
    }
}
