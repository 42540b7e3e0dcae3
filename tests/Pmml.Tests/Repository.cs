namespace Maintenance.Pmml.Tests;

/// <summary>Files of the tree that the tests run in.</summary>
internal static class Repository
{
    public static string PathOf(string relative) => Path.Combine(Root(), relative);

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Maintenance.sln"))) return at.FullName;
        throw new FileNotFoundException("No Maintenance.sln above the tests.");
    }
}
