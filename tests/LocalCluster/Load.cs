namespace Maintenance.LocalCluster;

/// <summary>What a round sends.</summary>
/// <param name="ReadingsPerSecond">Of all drills together.</param>
/// <param name="Seconds">Length.</param>
internal sealed record Load(int ReadingsPerSecond, int Seconds)
{
    public const int Assets = 100;
}
