namespace Maintenance.Training.Planted.Second;

/// <summary>Makes a cycle of two folders, so that a test sees that it is found.</summary>
internal sealed class SecondOfCycle
{
    public object Known { get; } = new First.FirstOfCycle();
}
