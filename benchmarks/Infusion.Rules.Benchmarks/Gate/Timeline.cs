using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The times of three visits: fasting cut-offs, arrival, start, end, release, residual effects, driving.</summary>
/// <remarks>Ten instants a visit, from the clinic's local appointment time. The limit was set for seven a visit.</remarks>
internal sealed class Timeline
{
    private readonly InfusionRules _rules;
    private readonly LocalDateTime[] _appointments;
    private readonly TimelineEntry[] _entries = new TimelineEntry[7];
    private readonly FastingCutOff[] _cutOffs = new FastingCutOff[8];

    public Timeline(InfusionRules rules, int count)
    {
        _rules = rules;
        var random = new Random(11);
        _appointments = [.. Enumerable.Range(0, count).Select(_ => new LocalDateTime(2026, 1, 1, 9, 0).PlusDays(random.Next(700)).PlusMinutes(15 * random.Next(24)))];
    }

    public Variant Variant => new("timeline", _appointments.Length, (from, count) =>
    {
        long sum = 0;
        for (int index = from; index < from + count; index++)
        {
            sum ^= Plan(_appointments[index]);
        }

        return sum;
    });

    public long Plan(LocalDateTime first)
    {
        (TimelineEntry[] entries, FastingCutOff[] cutOffs) = (_entries, _cutOffs);
        long sum = 0;
        for (int session = 0; session < 3; session++)
        {
            var appointment = Moment.FromLocal(first.PlusDays(2 * session), _rules.TimeZone);
            int kinds = _rules.Fasting.CutOffs(appointment.Earliest, cutOffs);
            int times = _rules.Visits.Timeline(appointment, session, Duration.FromHours(4), entries);
            sum ^= kinds + times + cutOffs[0].At.ToUnixTimeTicks() + entries[times - 1].At.ToUnixTimeTicks();
        }

        return sum;
    }
}
