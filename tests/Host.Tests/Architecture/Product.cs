using System.Reflection;
using ArchUnitNET.Loader;

namespace Maintenance.Host.Tests.Architecture;

/// <summary>The assemblies of the product, and those with what these tests planted.</summary>
internal static class Product
{
    /// <summary>Whatever of ours lies beside the tests and is no test.</summary>
    public static Assembly[] Assemblies { get; } =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Where(n => (n == "maintenance" || n.StartsWith("Maintenance.", StringComparison.Ordinal))
                && !n.EndsWith(".Tests", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(Assembly.Load),
    ];

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> LazyTypes = new(() => Load(Assemblies));
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> LazyPlanted = new(() => Load([typeof(Product).Assembly]));

    /// <summary>All types of the product, with what they depend on.</summary>
    public static ArchUnitNET.Domain.Architecture Types => LazyTypes.Value;

    /// <summary>The types of this assembly, among them violations of every rule (namespaces <c>….Planted</c>).</summary>
    public static ArchUnitNET.Domain.Architecture Planted => LazyPlanted.Value;

    private static ArchUnitNET.Domain.Architecture Load(Assembly[] assemblies) => new ArchLoader().LoadAssemblies(assemblies).Build();
}
