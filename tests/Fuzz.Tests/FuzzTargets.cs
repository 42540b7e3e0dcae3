namespace Maintenance.Fuzz.Tests;

/// <summary>Every target, found by reflection.</summary>
internal static class FuzzTargets
{
    private static readonly IReadOnlyDictionary<string, Type> Types = Find();

    public static IReadOnlyList<string> Names { get; } = [.. Types.Keys.Order(StringComparer.Ordinal)];

    public static FuzzTarget Create(string name) => (FuzzTarget)Activator.CreateInstance(Types[name])!;

    private static Dictionary<string, Type> Find()
    {
        var found = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in typeof(FuzzTargets).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(FuzzTarget)) && !t.IsAbstract
            && t.GetConstructor(Type.EmptyTypes) is not null && !t.IsNested))
        {
            using var target = (FuzzTarget)Activator.CreateInstance(type)!;
            found.Add(target.Name, type);
        }
        return found;
    }
}
