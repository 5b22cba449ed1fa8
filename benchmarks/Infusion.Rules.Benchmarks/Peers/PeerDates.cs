using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>What the peers' rules ask of dates, which Dynamic LINQ has no operators for.</summary>
public static class PeerDates
{
    public static LocalDate Plus(LocalDate date, int months) => date.PlusMonths(months);

    public static bool Before(LocalDate date, LocalDate other) => date < other;
}
