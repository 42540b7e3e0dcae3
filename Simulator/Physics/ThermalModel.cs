namespace Maintenance.Simulator.Physics;

/// <summary>
/// First-order heating of a part over the drilling cycle: while drilling its excess over ambient tends to <c>rise</c>, otherwise to 0,
/// both with time constant τ. Because stands repeat, the state after k stands has the closed form x_k = x* + (x_0 − x*)·a^k, so the
/// temperature at any moment needs no history; x_0 is what remains of x* after the trip and idle period of the previous run.
/// </summary>
internal sealed class ThermalModel(DrillMachine machine)
{
    /// <summary>Excess over ambient as a fraction of the full rise, 0…1.</summary>
    /// <param name="stand">Stands completed in the run.</param>
    /// <param name="inStandSeconds">Time in the current stand or, once all are drilled, since the last one, s.</param>
    /// <param name="tauSeconds">Time constant, s.</param>
    public double Excess(int stand, double inStandSeconds, double tauSeconds)
    {
        var heat = (double)machine.DrillSeconds + machine.ReamSeconds;
        var cool = machine.ConnectionSeconds;
        var a = PortableMath.Exp(-(heat + cool) / tauSeconds);
        var heated = 1 - PortableMath.Exp(-heat / tauSeconds);
        var steady = heated * PortableMath.Exp(-cool / tauSeconds) / (1 - a);
        var initial = steady * PortableMath.Exp(-(machine.TripSeconds + (double)machine.IdleSeconds) / tauSeconds);
        var atStand = steady + (initial - steady) * PortableMath.Exp(-stand * (heat + cool) / tauSeconds);
        if (stand == machine.StandsPerRun) return atStand * PortableMath.Exp(-inStandSeconds / tauSeconds);
        if (inStandSeconds <= heat) return 1 + (atStand - 1) * PortableMath.Exp(-inStandSeconds / tauSeconds);
        var top = 1 + (atStand - 1) * PortableMath.Exp(-heat / tauSeconds);
        return top * PortableMath.Exp(-(inStandSeconds - heat) / tauSeconds);
    }
}
