namespace :fix do
  desc "Gives every customer without one a slug"
  task backfill_slugs: :environment do
    done = 0
    Customer.where(slug: nil).find_each do |customer|
      customer.update!(slug: customer.free_slug)
      done += 1
    end
    puts "#{done} done"
  end
end
