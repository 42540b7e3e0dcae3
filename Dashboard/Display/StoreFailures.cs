using Maintenance.Core.Ports;

namespace Maintenance.Dashboard.Display;

/// <summary>What pages say when the store fails.</summary>
internal static class StoreFailures
{
    /// <summary>What to do about it: "; try again in a moment" where that may help; else empty.</summary>
    public static string Advice(this StoreException error) => error.IsTransient ? "; try again in a moment" : "";
}
