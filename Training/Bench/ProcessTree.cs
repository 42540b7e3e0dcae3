using System.Diagnostics;
using System.Globalization;

namespace Maintenance.Training.Bench;

/// <summary>Processor time of a process and, where the system has <c>/proc</c>, of its running descendants.</summary>
internal static class ProcessTree
{
    private const string Processes = "/proc";

    public static TimeSpan ProcessorTime(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return Children(processId).Aggregate(process.TotalProcessorTime, (sum, child) => sum + ProcessorTime(child));
    }

    private static List<int> Children(int parent)
    {
        var children = new List<int>();
        if (!Directory.Exists(Processes)) return children;
        foreach (var folder in Directory.EnumerateDirectories(Processes))
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ParentOf(folder) == parent)
                children.Add(id);
        return children;
    }

    // The second field, the name, is in brackets and may hold anything.
    private static int ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has exited meanwhile
        }
    }
}
