using System.Reflection;
using System.Runtime.InteropServices;
using Maintenance.Core.Ports;

namespace Maintenance.Store.KafkaLog;

/// <summary>
/// Finds Kafka's C client. Beside the program lies the one that <c>scripts/build-librdkafka.sh</c> built; built with
/// <c>-p:LibrdkafkaFromPackage=true</c> there is none, and the package's own is found by .NET's rules.
/// </summary>
internal static class KafkaLibrary
{
    private const string Name = "librdkafka";

    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Loads the library, once a process.</summary>
    /// <exception cref="LogException">It is not there.</exception>
    public static void Ensure() => _ = Loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(Confluent.Kafka.Library).Assembly, Resolve);
        try
        {
            return Confluent.Kafka.Library.Version != 0;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException or TypeInitializationException)
        {
            throw new LogException(
                $"Log:Engine is Kafka, and Kafka's client library {Name}.so is neither in {AppContext.BaseDirectory} nor known to the system, or is too old: "
                + "run scripts/build-librdkafka.sh and build again, or build with -p:LibrdkafkaFromPackage=true.",
                isTransient: false, error);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        string.Equals(name, Name, StringComparison.Ordinal) && NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, Name + ".so"), out var handle) ? handle : 0;
}
