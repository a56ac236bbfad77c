BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/madeEX -Images 8 -Size 96 -Seed 2
}

Describe 'Measure-HNMask' {
    It 'measures the masks of the sample run as its breakdown counted them' {
        $measured = Import-HNRun $SampleRun | Measure-HNMask -MissingGroundTruth Empty -WarningAction SilentlyContinue
        $measured | Should -HaveCount 30
        ($measured | Measure-Object GtPixels -Sum).Sum | Should -Be 173926
        ($measured | Measure-Object PredPixels -Sum).Sum | Should -Be 11640
        $measured | Group-Object Case -NoElement | Sort-Object Name | ForEach-Object { $_.Count } | Should -Be 7, 21, 2
    }

    It 'agrees with the log that a synthetic run wrote' {
        $made | Measure-HNMask -Smoothing Lab -Compare | ForEach-Object { [math]::Abs($_.DiceDifference) | Should -BeLessThan 1e-12 }
    }

    It 'takes files from Get-ChildItem' {
        Get-ChildItem TestDrive:/madeEX/output/predictions_test/*.png | Measure-HNMask -GroundTruth TestDrive:/madeEX/masks/* | Should -HaveCount 8
    }

    It 'exports to CSV as numbers' {
        # Two marked pixels, four predicted ones, one in common: Dice is 2 / 6. The predicted ones are 0, 1, 2 and 3 pixels away
        # from the reference: their 95th percentile is 2 + 0.85 (rank 0.95 * 3). The map is wrong by 1 in four of sixteen pixels.
        New-Gray TestDrive:/gt/1.pgm '##......', '........'
        New-Gray TestDrive:/pred/1.pgm '.####...', '........'
        Measure-HNMask -GroundTruth TestDrive:/gt -Prediction TestDrive:/pred -Probability TestDrive:/pred -Metric Overlap, Distance, Lesion, Score |
            Export-Csv TestDrive:/m.csv
        $row = Import-Csv TestDrive:/m.csv
        $row.State | Should -Be Defined
        [math]::Round([double]$row.Dice, 12) | Should -Be ([math]::Round(1 / 3, 12))
        [math]::Round([double]$row.Hd95, 12) | Should -Be 2.85
        [double]$row.Brier | Should -Be 0.25
        [int]$row.GtHit | Should -Be 1
    }

    It 'measures Pearson alone as it does with the curves' {
        $alone = $made | Measure-HNMask -Metric Pearson
        $alone | ForEach-Object { $_.Auroc | Should -BeNullOrEmpty }
        $alone.Pearson | Should -Be ($made | Measure-HNMask -Metric Score).Pearson
    }

    It 'gives the same for any ThrottleLimit' {
        $a = $made | Measure-HNMask -ThrottleLimit 1 | ConvertTo-Json
        $b = $made | Measure-HNMask -ThrottleLimit 5 | ConvertTo-Json
        $a | Should -Be $b
    }

    It 'goes on where it stopped' {
        $journal = (Convert-Path TestDrive:/) + '/work.journal'
        $made | Measure-HNMask -Metric Distance -Resume $journal | Select-Object -First 3 | Should -HaveCount 3
        $whole = $made | Measure-HNMask -Metric Distance -Resume $journal -Verbose 4>&1
        @($whole -match 'holds [3-7] finished images').Count | Should -Be 1
        $rows = $whole | Where-Object ImageId
        $rows | ConvertTo-Json | Should -Be ($made | Measure-HNMask -Metric Distance | ConvertTo-Json)
        $rows | Save-HNRun -Store TestDrive:/resumed.db | ForEach-Object Count | Should -Be $rows.Count
        { $made | Measure-HNMask -Metric Lesion -Resume $journal -ErrorAction Stop } | Should -Throw '*belongs to other work*' -ErrorId 'InvalidArgument*'
        { $made | Measure-HNMask -As MedPy -Resume $journal } | Should -Throw '*cannot be given with -As*'
    }

    It 'measures again what has changed, and says so' {
        $folder = (Convert-Path TestDrive:/) + '/changingEX'
        $run = New-HNSampleRun $folder -Images 5 -Size 64
        $run | Measure-HNMask -Resume "$folder.journal" | Out-Null
        $masks = Get-ChildItem $folder/output/predictions_test | Sort-Object Name
        Copy-Item $masks[0] $masks[1]
        $again = $run | Measure-HNMask -Resume "$folder.journal" -WarningVariable said -WarningAction SilentlyContinue
        $said -join ' ' | Should -Match '1 images are not what they were when .* The first is 0001'
        $again.PredPixels | Should -Be ($run | Measure-HNMask).PredPixels
        Remove-Item $masks[4], $folder/output/probabilities_test/0004*
        $run | Measure-HNMask -Resume "$folder.journal" -WarningVariable said -WarningAction SilentlyContinue | Should -HaveCount 4
        $said -join ' ' | Should -Match '1 images of .* are not among those that were given now'
    }

    It 'runs in ForEach-Object -Parallel' {
        $module = $Module
        $run = (Convert-Path TestDrive:/madeEX)
        1..3 | ForEach-Object -Parallel { Import-Module $using:module; (Measure-HNMask $using:run).Count } | Should -Be 8, 8, 8
    }
}
