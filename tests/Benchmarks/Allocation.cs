using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Maintenance.Benchmarks;

/// <summary>
/// Bytes that a benchmark allocates on its thread an operation. Exact, unlike times: so they can be asserted on any machine.
/// </summary>
internal static class Allocation
{
    // Caches fill, arenas grow, tiered compilation settles.
    private const int WarmUps = 40;
    private const int Rounds = 5;
    private const int InvocationsPerRound = 20;

    /// <summary>Every benchmark of an assembly by the name it has in the budgets: class without its ending, a dot, method.</summary>
    public static IReadOnlyDictionary<string, MethodInfo> Benchmarks(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<BenchmarkAttribute>() is not null)
        .ToDictionary(m => $"{m.DeclaringType!.Name.Replace("Benchmarks", "", StringComparison.Ordinal)}.{m.Name}", StringComparer.Ordinal);

    /// <summary>The least of some rounds: what happens now and then (a list that doubles) is no operation's.</summary>
    public static double BytesPerOperation(MethodInfo benchmark)
    {
        var subject = Activator.CreateInstance(benchmark.DeclaringType!)!;
        Invoke<GlobalSetupAttribute>(subject);
        try
        {
            var run = ActionOf(subject, benchmark);
            for (var i = 0; i < WarmUps; i++) run();
            return Enumerable.Range(0, Rounds)
                .Min(_ => Round(run)) / (double)benchmark.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
        }
        finally
        {
            Invoke<GlobalCleanupAttribute>(subject);
        }
    }

    private static double Round(Action run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < InvocationsPerRound; i++) run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)InvocationsPerRound;
    }

    // A delegate of the method's own type: reflection would box what it returns.
    private static Action ActionOf(object subject, MethodInfo benchmark) => benchmark.ReturnType == typeof(void)
        ? benchmark.CreateDelegate<Action>(subject)
        : (Action)typeof(Allocation).GetMethod(nameof(Discarding), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(
            benchmark.ReturnType).Invoke(null, [subject, benchmark])!;

    private static Action Discarding<T>(object subject, MethodInfo benchmark)
    {
        var run = benchmark.CreateDelegate<Func<T>>(subject);
        return () => run();
    }

    private static void Invoke<TAttribute>(object subject) where TAttribute : Attribute =>
        subject.GetType().GetMethods().SingleOrDefault(m => m.GetCustomAttribute<TAttribute>() is not null)?.Invoke(subject, null);
}
