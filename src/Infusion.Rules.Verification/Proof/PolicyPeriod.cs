using System.Collections.Immutable;
using Infusion.Rules.Policies;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Dates on which one pair of versions of two books holds.</summary>
internal sealed class PolicyPeriod(LocalDate from, LocalDate? to, ClinicPolicy? before, ClinicPolicy? after)
{
    public ClinicPolicy? Before => before;

    public ClinicPolicy? After => after;

    /// <summary>The pairs in the order of time; on dates where neither book has a version there is none.</summary>
    public static ImmutableArray<PolicyPeriod> Between(PolicyBook old, PolicyBook @new)
    {
        LocalDate?[] limits =
        [
            .. old.Versions.Concat(@new.Versions).SelectMany(version => new[] { version.From, version.To }).Distinct()
                .OrderBy(date => date ?? LocalDate.MaxIsoValue),
        ];
        var periods = ImmutableArray.CreateBuilder<PolicyPeriod>();
        for (int place = 0; place < limits.Length && limits[place] is { } from; place++)
        {
            LocalDate? to = place + 1 < limits.Length ? limits[place + 1] : null;
            (ClinicPolicy? before, ClinicPolicy? after) = (old.FindOn(from), @new.FindOn(from));
            if (before is not null || after is not null)
            {
                periods.Add(new(from, to, before, after));
            }
        }

        return periods.ToImmutable();
    }

    /// <summary>The period with what differs.</summary>
    public DiffPeriod With(DiffReport? report) => new()
    {
        From = from == LocalDate.MinIsoValue ? null : LocalDatePattern.Iso.Format(from),
        To = to is { } end ? LocalDatePattern.Iso.Format(end) : null,
        Report = report,
        Missing = before is null ? $"there was no version, and now {after} holds"
            : after is null ? $"{before} held, and now no version does"
            : null,
    };
}
