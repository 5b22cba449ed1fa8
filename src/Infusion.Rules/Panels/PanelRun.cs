using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Panels;

/// <summary>A panel under one policy: room by room, in blocks whose columns stay in the nearest cache.</summary>
/// <remarks>What is worked out of a block stands in the run itself, so one thread uses it at a time.</remarks>
internal sealed class PanelRun
{
    // What a room says of one block, until it is written.
    private readonly int[] _verdicts = new int[ColumnCode.Block];
    private readonly int[] _beside = new int[ColumnCode.Block];
    private readonly int[] _places = new int[ColumnCode.Block];
    private readonly Instant[] _earliest = new Instant[ColumnCode.Block];
    private readonly bool[] _hasEarliest = new bool[ColumnCode.Block];
    private readonly EligibilityRules.Columns.Run _eligibility;
    private readonly ProtocolRules.Columns.Run _protocol;
    private readonly FastingRules.Columns.Run _fasting;
    private readonly ResponseRules.Columns.Run _response;
    private readonly FeeRules.Columns.Run _fee;
    private readonly MaintenanceRules.Columns.Run _maintenance;

    public PanelRun(Panel panel, InfusionRules rules)
    {
        Rules = rules;
        _eligibility = new(panel.Eligibility, rules.Eligibility);
        _protocol = new(panel.Protocol, rules.Protocols);
        _fasting = new(panel.Fasting, rules.Fasting);
        _response = new(panel.Response, rules.Response);
        _fee = new(panel.Fee, rules.Fees);
        _maintenance = new(panel.Maintenance, rules.Maintenance);
    }

    public InfusionRules Rules { get; }

    public void Decide(int from, Span<PanelDecision> decisions)
    {
        for (int done = 0; done < decisions.Length; done += ColumnCode.Block)
        {
            Span<PanelDecision> block = decisions.Slice(done, Math.Min(ColumnCode.Block, decisions.Length - done));
            try
            {
                DecideBlock(from + done, block);
            }
            catch (Exception refusal) when (refusal is ArgumentException or OverflowException)
            {
                Name(from + done, block);
                throw;
            }
        }
    }

    // One by one, so that the refusal can name the patient.
    private void Name(int from, Span<PanelDecision> block)
    {
        for (int index = 0; index < block.Length; index++)
        {
            try
            {
                DecideBlock(from + index, block.Slice(index, 1));
            }
            catch (Exception refusal) when (refusal is ArgumentException or OverflowException)
            {
                throw new ArgumentException(FormattableString.Invariant($"The patient at place {from + index} of the panel: {refusal.Message}"), refusal);
            }
        }
    }

    private void DecideBlock(int from, Span<PanelDecision> decisions)
    {
        int count = decisions.Length;
        Span<int> verdicts = _verdicts.AsSpan(0, count), beside = _beside.AsSpan(0, count), places = _places.AsSpan(0, count);
        Span<Instant> earliest = _earliest.AsSpan(0, count);
        Span<bool> hasEarliest = _hasEarliest.AsSpan(0, count);
        _eligibility.Decide(from, verdicts, beside);
        SetEligibility(decisions, verdicts, beside);
        _protocol.Choose(from, verdicts);
        SetProtocol(decisions, verdicts);
        _response.Judge(from, verdicts);
        SetResponse(decisions, verdicts);
        _maintenance.On(from, verdicts, beside, places);
        SetMaintenance(decisions, from, _maintenance, verdicts, beside, places);
        _fasting.Plan(from, beside, earliest, hasEarliest);
        SetFasting(decisions, beside, earliest, hasEarliest);
        _fee.Cancellation(from, beside, verdicts, places);
        SetFee(decisions, from, _fee, verdicts, places);
    }

    // A room at a time is written for many patients, in place: the processor holds one room's columns, not all of them.
    private static void SetEligibility(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts, ReadOnlySpan<int> findings)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision.Parts parts = ref PanelDecision.PartsOf(ref decisions[index]);
            parts.Eligibility = verdicts[index];
            parts.EligibilityFindings = findings[index];
        }
    }

    private static void SetProtocol(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            PanelDecision.PartsOf(ref decisions[index]).Protocol = verdicts[index];
        }
    }

    private static void SetFasting(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts, ReadOnlySpan<Instant> earliest, ReadOnlySpan<bool> hasEarliest)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision.Parts parts = ref PanelDecision.PartsOf(ref decisions[index]);
            parts.Fasting = verdicts[index];
            parts.Earliest = earliest[index];
            parts.HasEarliest = hasEarliest[index];
        }
    }

    private static void SetResponse(Span<PanelDecision> decisions, ReadOnlySpan<int> verdicts)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            PanelDecision.PartsOf(ref decisions[index]).Response = verdicts[index];
        }
    }

    private static void SetFee(Span<PanelDecision> decisions, int from, FeeRules.Columns.Run room, ReadOnlySpan<int> verdicts, ReadOnlySpan<int> places)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision.Parts parts = ref PanelDecision.PartsOf(ref decisions[index]);
            parts.Fee = verdicts[index];
            FeeRules.AddedCharge charge = room.ChargeOf(from + index, parts.Fasting, places[index]);
            if (!ReferenceEquals(parts.Charge, charge))
            {
                parts.Charge = charge;
            }
        }
    }

    private static void SetMaintenance(
        Span<PanelDecision> decisions, int from, MaintenanceRules.Columns.Run room, ReadOnlySpan<int> verdicts, ReadOnlySpan<int> findings,
        ReadOnlySpan<int> windows)
    {
        for (int index = 0; index < decisions.Length; index++)
        {
            ref PanelDecision.Parts parts = ref PanelDecision.PartsOf(ref decisions[index]);
            parts.Maintenance = verdicts[index];
            parts.MaintenanceFindings = findings[index];
            MaintenanceWindow? window = room.WindowOf(from + index, windows[index]);
            parts.HasWindow = window.HasValue;
            parts.Window = window.GetValueOrDefault();
        }
    }
}
