#requires -Version 7.4
<#
.SYNOPSIS
The nightly job: takes over new runs, doubts them, measures their masks, and holds them against the accepted run.
.DESCRIPTION
For every folder in -RunFolder: import, save, audit, measure, compare with the accepted run, write the report. What is
done already is found in the store and in -OutputFolder and is not done again; every step is there wholly or not at all.
So the job may be run twice, and may be stopped at any point: the next one goes on.

Every line of the log begins with the time in UTC. Nothing asks. The exit code is the worst of the runs that were judged:
0  passed
1  regressed
2  could not be judged: a folder that cannot be read, no accepted run, or scores that cannot be compared
3  inconclusive: the images neither show a loss beyond the margin nor exclude it (-Inconclusive Pass or Fail makes it 0 or 1)
2 is the worst, then 1, then 3.
A run is judged once for each revision; the newest one every time. A verdict of a night that was cut short before it could
give its exit code counts in the next one.
.EXAMPLE
pwsh -NonInteractive -NoProfile -File 05-nightly.ps1 -RunFolder /data/runs -Baseline v6EX -OutputFolder /data/nightly
#>
[CmdletBinding()]
param(
    # Folder with one run folder for each training.
    [string] $RunFolder = $(throw 'Name the folder with the run folders: -RunFolder'),

    # Name of the accepted run, in the store or in -RunFolder.
    [string] $Baseline = $(throw 'Name the accepted run: -Baseline'),

    # Where verdicts and reports go.
    [string] $OutputFolder = $(throw 'Name a folder for verdicts and reports: -OutputFolder'),

    # File of the store; HN_STORE or the user's own when left out.
    [string] $Store,

    # Tolerated loss of the mean Dice.
    [double] $Margin = 0.01,

    # Most images that may newly have no overlap.
    [int] $MaximumNewZeroDice = 10,

    # Most healthy images that may newly have a false alarm.
    [int] $MaximumNewFalseAlarm = 10,

    # What a night gives when the images cannot tell: Report gives 3, Pass 0, Fail 1.
    [ValidateSet('Report', 'Pass', 'Fail')]
    [string] $Inconclusive = 'Report',

    # Error, or Empty for data sets that write no mask file where nothing is marked.
    [ValidateSet('Error', 'Empty')]
    [string] $MissingGroundTruth = 'Empty'
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
$ProgressPreference = 'SilentlyContinue'
$InformationPreference = 'Continue'
if (-not (Get-Command Compare-HNRun -ErrorAction Ignore)) {
    $staged = Join-Path $PSScriptRoot '../out/HybridNet.PowerShell'
    Import-Module ((Test-Path $staged) ? $staged : 'HybridNet.PowerShell')
}
$storeOption = $Store ? @{ Store = $Store } : @{}
$worst = 0

# The worse of two exit codes: 2 before 1 before 3 before 0.
function Get-Worse([int] $One, [int] $Other) {
    $order = 0, 3, 1, 2
    $order[[Math]::Max($order.IndexOf($One), $order.IndexOf($Other))]
}

function Write-Log([string] $Text) { Write-Information ('{0:yyyy-MM-ddTHH:mm:ss.fffZ} {1}' -f [datetime]::UtcNow, $Text) }

function Write-Fault($Faults) {
    foreach ($fault in $Faults | Select-Object -First 3) { Write-Log "  $fault" }
    if (@($Faults).Count -gt 3) { Write-Log "  and $(@($Faults).Count - 3) more" }
}

# A name that is safe in a file name on every system. Two names never give one: every other character becomes the %XX of
# its bytes, % itself too.
function ConvertTo-FileName([string] $Name) {
    [regex]::Replace($Name, '[^\w.-]+', { param($found) -join ([Text.Encoding]::UTF8.GetBytes($found.Value) | ForEach-Object { '%{0:X2}' -f $_ }) })
}

# Whole or not at all: a reader never sees half a file.
function Set-WholeContent([string] $Path, [string] $Text) {
    $partial = "$Path.$([guid]::NewGuid().ToString('n')).partial"
    [IO.File]::WriteAllText($partial, $Text)
    [IO.File]::Move($partial, $Path, $true)
}

# The verdict in a file, or nothing: then the run is judged again, and the log says why.
function Read-Verdict([string] $Path, $Run, $Accepted) {
    if (-not (Test-Path -LiteralPath $Path)) { return }
    $found = try { [IO.File]::ReadAllText($Path) | ConvertFrom-Json -AsHashtable -ErrorAction Stop } catch { $null }
    if ($found -isnot [Collections.IDictionary] -or "$($found['Outcome'])" -cnotin 'Passed', 'Regressed', 'NotComparable', 'Inconclusive') {
        Write-Log "$($Run.Name): there is no verdict in $Path, so the run is judged again"
        return
    }
    # A file system that takes v8ex and v8EX for one name must not let one run have the other's verdict.
    if ($found['Run'] -cne $Run.Name -or $found['Revision'] -ne $Run.Revision -or $found['Baseline'] -cne $Accepted.Name -or $found['BaselineRevision'] -ne $Accepted.Revision) {
        Write-Log "$($Run.Name): $Path is a verdict on $($found['Run']), so the run is judged again"
        return
    }
    $found
}

# Imports and saves one folder, with what is missing of its findings and measurements.
function Save-NewRun([IO.DirectoryInfo] $Folder) {
    $run = Import-HNRun -LiteralPath $Folder.FullName
    $saved = $run | Save-HNRun @storeOption
    Write-Log "$($run.Name): $($saved.Status), revision $($saved.Revision), $($run.Images) images"
    if (-not (Get-HNRun $run.Name -Finding @storeOption)) {
        $faults = @()
        $findings = @($run | Test-HNRun -IncludePassed -MissingGroundTruth $MissingGroundTruth -ErrorAction SilentlyContinue -ErrorVariable faults)
        if ($findings) { $findings | Save-HNRun @storeOption | Out-Null }
        $alarms = @($findings | Where-Object Severity -In Warning, Error)
        Write-Log "$($run.Name): $($findings.Count) rules looked, $($alarms.Count) warn"
        $alarms | ForEach-Object { Write-Log "  $($_.Id) $($_.Severity): $($_.Message)" }
        Write-Fault $faults
    }
    if (($run.Files.Predictions -or $run.Files.Probabilities) -and $run.Files.GroundTruth.Count -and -not (Get-HNRun $run.Name -Measurement @storeOption)) {
        $faults = @()
        $measured = $run | Measure-HNMask -Metric Overlap, Distance, Lesion -MissingGroundTruth $MissingGroundTruth -ErrorAction SilentlyContinue -ErrorVariable faults -WarningAction SilentlyContinue |
            Save-HNRun @storeOption
        Write-Log "$($run.Name): $($measured ? $measured.Count : 0) images measured, $(@($faults).Count) could not be"
        Write-Fault $faults
    }
    $run.Name
}

# The report of one run, unless it is there; images that cannot be shown are named in the log and keep nothing from being judged.
function Write-Report($Run) {
    $report = Join-Path $OutputFolder "$(ConvertTo-FileName $Run.Name)-r$($Run.Revision).html"
    if (Test-Path -LiteralPath $report) { return }
    $faults = @()
    # -Force: another night at the same time may have written the same page meanwhile.
    $Run | Export-HNReport -Destination $report -Force -MissingGroundTruth $MissingGroundTruth -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable faults | Out-Null
    Write-Fault $faults
    if (-not (Test-Path -LiteralPath $report)) { throw "there is no report $report" }
    Write-Log "$($Run.Name): report $report"
}

# Compares one run with the accepted one and writes the verdict; gives the exit code.
function Test-NewRun($Run, $Accepted, [bool] $Again) {
    # A + is in no name here: where one name ends and the other begins is never in doubt.
    $verdict = Join-Path $OutputFolder "$(ConvertTo-FileName $Run.Name)-r$($Run.Revision)+against+$(ConvertTo-FileName $Accepted.Name)-r$($Accepted.Revision).json"
    $earlier = $Again ? $null : (Read-Verdict $verdict $Run $Accepted)
    if ($earlier) {
        if ((Get-Item -LiteralPath $verdict).LastWriteTimeUtc -le $ended) { return 0 }
        Write-Log "$($Run.Name): $($earlier['Outcome']), as judged in a night that was cut short. $($earlier['Reason'])"
        return @{ Passed = 0; Regressed = 1; NotComparable = 2; Inconclusive = @{ Report = 3; Pass = 0; Fail = 1 }[$Inconclusive] }[$earlier['Outcome']]
    }
    $result = $Accepted | Compare-HNRun -Candidate $Run -WarningAction SilentlyContinue |
        Test-HNRegression -Margin $Margin -MaximumNewZeroDice $MaximumNewZeroDice -MaximumNewFalseAlarm $MaximumNewFalseAlarm -Inconclusive $Inconclusive
    $comparison = $result.Comparison | Select-Object -First 1
    Set-WholeContent $verdict ([ordered]@{
            Run = $Run.Name; Revision = $Run.Revision; Baseline = $Accepted.Name; BaselineRevision = $Accepted.Revision
            Outcome = "$($result.Outcome)"; Reason = $result.Reason
            Difference = $comparison.Difference; Low = $comparison.Low; High = $comparison.High; N = $comparison.N
            NewZeroDice = $comparison.NewZeroDice; NewFalseAlarm = $comparison.FalseAlarms.New
            DetectableLoss = $result.DetectableLoss; ImagesNeeded = $result.ImagesNeeded
        } | ConvertTo-Json)
    Write-Log "$($Run.Name): $($result.Outcome). $($result.Reason)"
    $result.ExitCode
}

try {
    New-Item $OutputFolder -ItemType Directory -Force | Out-Null
    # The last night that reached its end: verdicts that are younger were never in an exit code.
    $lastNight = Join-Path $OutputFolder 'last-night.txt'
    $ended = (Test-Path -LiteralPath $lastNight) ? (Get-Item -LiteralPath $lastNight).LastWriteTimeUtc : [datetime]::MinValue
    Write-Log "looking for runs in $RunFolder"
    $names = foreach ($folder in Get-ChildItem -LiteralPath $RunFolder -Directory | Sort-Object Name) {
        try { Save-NewRun $folder }
        catch {
            if ($_.FullyQualifiedErrorId -like 'NotARun*') { Write-Log "$($folder.Name): no run, left out" }
            else {
                Write-Log "$($folder.Name): $_"
                $worst = 2
            }
        }
    }
    $accepted = Get-HNRun $Baseline @storeOption -ErrorAction Ignore
    if (-not $accepted) {
        Write-Log "The accepted run '$Baseline' is neither in the store nor in $RunFolder."
        $worst = 2
    }
    else {
        $candidates = @($names | Where-Object { $_ -ne $Baseline } | ForEach-Object { Get-HNRun $_ @storeOption } | Sort-Object ImportedAt, Name)
        foreach ($run in $candidates) {
            try { $worst = Get-Worse $worst (Test-NewRun $run $accepted ($run -eq $candidates[-1])) }
            catch {
                Write-Log "$($run.Name): $_"
                $worst = 2
            }
            # Behind the verdict: a page that cannot be written is no reason to leave a run unjudged.
            try { Write-Report $run }
            catch {
                Write-Log "$($run.Name): $_"
                $worst = 2
            }
        }
    }
}
catch {
    Write-Log "stopped: $_"
    $worst = 2
}
Write-Log "exit code $worst"
if (Test-Path -LiteralPath $OutputFolder -PathType Container) { Set-WholeContent $lastNight "exit code $worst" }
exit $worst
