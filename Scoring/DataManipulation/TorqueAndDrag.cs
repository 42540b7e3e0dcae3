namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Soft-string model of torque and drag (Johancsik, Friesen and Dawson 1984, SPE 11380): the string lies on the wall like a cable, without
/// stiffness, and rubs there with Coulomb friction. Usual friction factors are 0.15–0.25 in casing and 0.2–0.35 in open hole.
/// </summary>
/// <param name="hole">Course of the hole.</param>
/// <param name="sections">From the bit upwards.</param>
/// <param name="mudDensityKgPerM3">Density of the mud, kg/m³; 0 in air.</param>
/// <param name="blockWeightN">Weight of block and top drive, that is the hook load in slips, N.</param>
internal sealed class TorqueAndDrag(
    Trajectory hole, IReadOnlyList<StringSection> sections, double mudDensityKgPerM3, double blockWeightN)
{
    private const double StepM = 5;
    private readonly double _buoyancy = 1 - (mudDensityKgPerM3 / DrillingFormulae.SteelKgPerM3);

    /// <summary>Loads at surface with the bit off bottom.</summary>
    /// <param name="bitDepthM">Measured depth of the bit, m.</param>
    /// <param name="frictionFactor">Friction factor, 0 or more.</param>
    public StringLoads At(double bitDepthM, double frictionFactor)
    {
        var (rotating, torque) = Pull(bitDepthM, frictionFactor, sense: 0);
        return new StringLoads(Pull(bitDepthM, frictionFactor, sense: 1).TensionN + blockWeightN, rotating + blockWeightN,
            Pull(bitDepthM, frictionFactor, sense: -1).TensionN + blockWeightN, torque);
    }

    /// <summary>Friction factor that explains a hook load while the string is pulled; NaN when none up to 2 does.</summary>
    /// <param name="bitDepthM">Measured depth of the bit, m.</param>
    /// <param name="hookLoadN">Measured, N.</param>
    public double FrictionOfPickUp(double bitDepthM, double hookLoadN) =>
        Solve(f => Pull(bitDepthM, f, sense: 1).TensionN + blockWeightN - hookLoadN);

    /// <summary>Friction factor that explains a hook load while the string is lowered; NaN when none up to 2 does.</summary>
    /// <param name="bitDepthM">Measured depth of the bit, m.</param>
    /// <param name="hookLoadN">Measured, N.</param>
    public double FrictionOfSlackOff(double bitDepthM, double hookLoadN) =>
        Solve(f => hookLoadN - blockWeightN - Pull(bitDepthM, f, sense: -1).TensionN);

    /// <summary>Friction factor that explains a torque while the string rotates off bottom; NaN when none up to 2 does.</summary>
    /// <param name="bitDepthM">Measured depth of the bit, m.</param>
    /// <param name="torqueNm">Measured, N·m.</param>
    public double FrictionOfTorque(double bitDepthM, double torqueNm) =>
        Solve(f => Pull(bitDepthM, f, sense: 0).TorqueNm - torqueNm);

    // From the bit upwards in short steps: balance of the forces on each piece of string.
    private (double TensionN, double TorqueNm) Pull(double bitDepthM, double friction, int sense)
    {
        var (tension, torque, bottom) = (0.0, 0.0, bitDepthM);
        var (lower, lowerDepth) = hole.At(bitDepthM);
        for (var s = 0; s < sections.Count && bottom > 0; s++)
        {
            var weight = sections[s].WeightNPerM * _buoyancy;
            var top = s == sections.Count - 1 ? 0 : Math.Max(0, bottom - sections[s].LengthM);
            var steps = (int)Math.Ceiling((bottom - top) / StepM);
            var length = (bottom - top) / steps;
            for (var i = 1; i <= steps; i++)
            {
                var (upper, upperDepth) = hole.At(bottom - (i * length));
                var axial = weight * (lowerDepth - upperDepth);
                // The side force depends on the tension in the middle of the piece, which depends on the side force: two rounds suffice.
                var side = SideForce(tension + (axial / 2), weight * length, lower, upper);
                side = SideForce(tension + ((axial + (sense * friction * side)) / 2), weight * length, lower, upper);
                tension += axial + (sense * friction * side);
                torque += friction * side * sections[s].ContactRadiusM;
                (lower, lowerDepth) = (upper, upperDepth);
            }
            bottom = top;
        }
        return (tension, torque);
    }

    // What of tension and weight is left across the hole must be borne by the wall.
    private static double SideForce(double tension, double weight, HoleDirection lower, HoleDirection upper)
    {
        var (n, e, d) = (lower.North + upper.North, lower.East + upper.East, lower.Down + upper.Down);
        var squared = (n * n) + (e * e) + (d * d);
        var (north, east, down) = (tension * (lower.North - upper.North), tension * (lower.East - upper.East),
            (tension * (lower.Down - upper.Down)) + weight);
        var along = ((north * n) + (east * e) + (down * d)) / squared;
        (north, east, down) = (north - (along * n), east - (along * e), down - (along * d));
        return Math.Sqrt((north * north) + (east * east) + (down * down));
    }

    private static double Solve(Func<double, double> excess)
    {
        var (low, high) = (0.0, 2.0);
        if (!(excess(low) <= 0 && excess(high) >= 0)) return double.NaN;
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            if (excess(middle) < 0) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }
}
