namespace Maintenance.Notification.Tests;

/// <summary>Programs that tests run as child processes.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) => arguments switch
    {
        ["notify", var folder, var port, var count] => NotifierProgram.RunAsync(folder, port, count),
        _ => Task.FromResult(64),
    };
}
