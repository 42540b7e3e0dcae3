namespace Maintenance.Training.Planted.First;

/// <summary>Makes a cycle of two folders, so that a test sees that it is found.</summary>
internal sealed class FirstOfCycle
{
    public Second.SecondOfCycle? Known { get; set; }
}
